package io.tickvox.text;

import io.tickvox.model.LinkKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links in order of first appearance, at most one for each symbol: the strongest, the first of equals. */
final class LinkSet {
    /** How many links are looked through one by one. */
    private static final int SCANNED = 16;

    private static final int NAMES_MAX = 16;
    /** How many of the first links tell that a company is named already. */
    private static final int TELLING = 8;

    private final List<Link> links = new ArrayList<>(4);
    private @Nullable Map<String, Integer> positions;

    void add(Link link) {
        int position = find(link.symbol());
        if (position < 0) {
            if (positions != null) {
                positions.put(link.symbol(), links.size());
            }
            links.add(link);
        } else if (links.get(position).confidence() < link.confidence()) {
            links.set(position, withPlaceOf(link, links.get(position)));
        } else {
            links.set(position, withPlaceOf(links.get(position), link));
        }
    }

    /** {@code link} with the places where {@code other} finds the company named. */
    private static Link withPlaceOf(Link link, Link other) {
        boolean named = other.kind() != LinkKind.CASHTAG && other.start() >= 0;
        if (!named || link.names().size() + other.names().size() >= NAMES_MAX) {
            return link;
        }
        List<Link.Place> names = new ArrayList<>(link.names());
        names.addAll(other.names());
        names.add(new Link.Place(other.start(), other.end()));
        return link.withNames(names);
    }

    /** Whether the link that was added last ends there. */
    boolean isEndingAt(int end) {
        return !links.isEmpty() && links.get(links.size() - 1).end() == end;
    }

    /** Drops the links by name to {@code symbols}, where there are others. */
    void dropUnlessAlone(List<String> symbols) {
        boolean others = false;
        for (Link link : links) {
            others |= !symbols.contains(link.symbol());
        }
        if (others && links.removeIf(link -> link.kind() == LinkKind.NAME && symbols.contains(link.symbol()))) {
            positions = null;
        }
    }

    boolean has(String symbol) {
        return find(symbol) >= 0;
    }

    private int find(String symbol) {
        if (links.size() <= SCANNED) {
            for (int i = 0; i < links.size(); i++) {
                if (links.get(i).symbol().equals(symbol)) {
                    return i;
                }
            }
            return -1;
        }
        if (positions == null) {
            positions = new HashMap<>();
            for (int i = 0; i < links.size(); i++) {
                positions.put(links.get(i).symbol(), i);
            }
        }
        return positions.getOrDefault(symbol, -1);
    }

    /**
     * All links, without those by name of a company that one of the first few cashtags names by another of its symbols.
     */
    List<Link> settle() {
        for (int i = links.size() - 1; i >= 0; i--) {
            int cashtag = links.get(i).kind() == LinkKind.CASHTAG
                    ? -1
                    : namedOtherwise(links.get(i).symbol());
            if (cashtag >= 0) {
                links.set(cashtag, withPlaceOf(links.get(cashtag), links.get(i)));
                links.remove(i);
            }
        }
        return links;
    }

    /** The link by cashtag to another symbol of the company; −1 if there is none. */
    private int namedOtherwise(String symbol) {
        for (int i = 0; i < Math.min(links.size(), TELLING); i++) {
            Link link = links.get(i);
            if (link.kind() == LinkKind.CASHTAG && Renames.isSameCompany(symbol, link.symbol())) {
                return i;
            }
        }
        return -1;
    }
}
