package io.tickvox.sources.x;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the cashtags of tickers as rules of the filtered stream and queries of recent search, several in each: {@code
 * ($AAPL OR $TSLA) lang:en}. X's plans limit the number of rules (5 to 1,000) and their length (512 characters at least).
 */
final class XQueries {
    private static final int LENGTH = 512;
    private static final String OR = " OR ";

    /** What X takes for a cashtag: up to six letters, and a class of shares. */
    private static final Pattern CASHTAG = Pattern.compile("[A-Z]{1,6}([._][A-Z]{1,2})?");

    private static final Pattern WRITTEN = Pattern.compile("\\$([A-Z._]+)");

    private final @Nullable String filter;

    /** @param filter operators that each query ends with; null for none */
    XQueries(@Nullable String filter) {
        this.filter = filter;
    }

    /** The cashtags that X can find among {@code symbols}; of a pair such as BTC-USD the first part. */
    static TreeSet<String> cashtags(Collection<String> symbols) {
        TreeSet<String> tags = new TreeSet<>();
        for (String symbol : symbols) {
            int dash = symbol.indexOf('-');
            String tag = dash < 0 ? symbol : symbol.substring(0, dash);
            if (CASHTAG.matcher(tag).matches()) {
                tags.add(tag);
            }
        }
        return tags;
    }

    /** As few queries as hold all of {@code tags}, in order. */
    List<String> pack(Collection<String> tags) {
        List<String> queries = new ArrayList<>();
        List<String> group = new ArrayList<>();
        for (String tag : new TreeSet<>(tags)) {
            group.add(tag);
            if (query(group).length() > LENGTH && group.size() > 1) {
                group.remove(group.size() - 1);
                queries.add(query(group));
                group.clear();
                group.add(tag);
            }
        }
        if (!group.isEmpty()) {
            queries.add(query(group));
        }
        return queries;
    }

    private String query(List<String> tags) {
        String any = "$" + String.join(OR + "$", tags);
        if (filter == null) {
            return any;
        }
        return (tags.size() == 1 ? any : "(" + any + ")") + " " + filter;
    }

    /** The cashtags in a query that {@link #pack} could have written; empty for any other text. */
    TreeSet<String> tagsOf(String query) {
        TreeSet<String> tags = new TreeSet<>();
        Matcher written = WRITTEN.matcher(query);
        while (written.find()) {
            tags.add(written.group(1));
        }
        return query(new ArrayList<>(tags)).equals(query) ? tags : new TreeSet<>();
    }
}
