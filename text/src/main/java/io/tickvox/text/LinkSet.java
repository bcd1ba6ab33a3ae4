package io.tickvox.text;

import io.tickvox.model.LinkKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Links in order of first appearance, at most one for each symbol: the strongest, the first of equals. Used again for the
 * next text; not safe for several threads.
 */
final class LinkSet {
    /** How many links are looked through one by one. */
    private static final int SCANNED = 16;

    private static final int NAMES_MAX = 16;
    /** How many of the first links tell that a company is named already. */
    private static final int TELLING = 8;

    private static final int RETAINED = 256;

    private Link[] links = new Link[SCANNED];
    /** By link, the {@link Hash#symbol} of its symbol. */
    private long[] keys = new long[SCANNED];

    private int count;
    private @Nullable Map<Long, Integer> positions;

    void clear() {
        if (links.length > RETAINED) {
            links = new Link[SCANNED];
            keys = new long[SCANNED];
        }
        count = 0;
        positions = null;
    }

    void add(Link link) {
        add(link, Hash.symbol(link.symbol()));
    }

    /** @param key the {@link Hash#symbol} of the link's symbol */
    void add(Link link, long key) {
        int position = find(key);
        if (position < 0) {
            if (count == links.length) {
                links = Arrays.copyOf(links, count * 2);
                keys = Arrays.copyOf(keys, count * 2);
            }
            if (positions != null) {
                positions.put(key, count);
            }
            links[count] = link;
            keys[count++] = key;
        } else if (links[position].confidence() < link.confidence()) {
            links[position] = withPlaceOf(link, links[position]);
        } else {
            links[position] = withPlaceOf(links[position], link);
        }
    }

    /** Whether a link by cashtag with this confidence would change nothing. */
    boolean covers(long key, double confidence) {
        int position = find(key);
        return position >= 0 && links[position].confidence() >= confidence;
    }

    /** Adds a place where the text names the company of a link other than by cashtag. */
    void addPlace(long key, Link.Place place) {
        int position = find(key);
        links[position] = withPlaces(links[position], List.of(), place);
    }

    /** {@code link} with the places where {@code other} finds the company named. */
    private static Link withPlaceOf(Link link, Link other) {
        boolean named = other.kind() != LinkKind.CASHTAG && other.start() >= 0;
        return named ? withPlaces(link, other.names(), new Link.Place(other.start(), other.end())) : link;
    }

    private static Link withPlaces(Link link, List<Link.Place> more, Link.Place last) {
        if (link.names().size() + more.size() >= NAMES_MAX) {
            return link;
        }
        if (link.names().isEmpty() && more.isEmpty()) {
            return link.withNames(List.of(last));
        }
        List<Link.Place> names = new ArrayList<>(link.names());
        names.addAll(more);
        names.add(last);
        return link.withNames(names);
    }

    /** Whether the link that was added last ends there. */
    boolean isEndingAt(int end) {
        return count > 0 && links[count - 1].end() == end;
    }

    /** Drops the links by name to {@code symbols}, where there are others. */
    void dropUnlessAlone(List<String> symbols) {
        boolean others = false;
        for (int i = 0; i < count; i++) {
            others |= !symbols.contains(links[i].symbol());
        }
        for (int i = count - 1; i >= 0 && others; i--) {
            if (links[i].kind() == LinkKind.NAME && symbols.contains(links[i].symbol())) {
                remove(i);
            }
        }
    }

    private void remove(int position) {
        count--;
        System.arraycopy(links, position + 1, links, position, count - position);
        System.arraycopy(keys, position + 1, keys, position, count - position);
        positions = null;
    }

    boolean has(String symbol) {
        return find(Hash.symbol(symbol)) >= 0;
    }

    private int find(long key) {
        if (count <= SCANNED) {
            for (int i = 0; i < count; i++) {
                if (keys[i] == key) {
                    return i;
                }
            }
            return -1;
        }
        if (positions == null) {
            positions = new HashMap<>();
            for (int i = 0; i < count; i++) {
                positions.put(keys[i], i);
            }
        }
        return positions.getOrDefault(key, -1);
    }

    /**
     * Drops links by name of a company that one of the first few cashtags names by another of its symbols.
     */
    void settle() {
        for (int i = count - 1; i >= 0; i--) {
            int cashtag = links[i].kind() == LinkKind.CASHTAG ? -1 : namedOtherwise(links[i].symbol());
            if (cashtag >= 0) {
                links[cashtag] = withPlaceOf(links[cashtag], links[i]);
                remove(i);
            }
        }
    }

    /** The link by cashtag to another symbol of the company; −1 if there is none. */
    private int namedOtherwise(String symbol) {
        for (int i = 0; i < Math.min(count, TELLING); i++) {
            Link link = links[i];
            if (link.kind() == LinkKind.CASHTAG && Renames.isSameCompany(symbol, link.symbol())) {
                return i;
            }
        }
        return -1;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** All links. */
    List<Link> toList() {
        return Few.of(links, count);
    }
}
