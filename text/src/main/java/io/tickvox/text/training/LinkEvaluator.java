package io.tickvox.text.training;

import io.tickvox.model.LinkKind;
import io.tickvox.text.Cashtags;
import io.tickvox.text.Document;
import io.tickvox.text.Link;
import io.tickvox.text.Linker;
import io.tickvox.text.SymbolDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/*
 * The test sets are made from the stocknet slice, each distinct text once, English by X's word.
 *
 * Names: all cashtags are cut out, and with them words that spell a symbol. What is to be found are the post's own tags
 * whose company the rest names, by a form of its official name or by what everyone calls it (NameForms). A link by
 * name counts as right if the post is tagged with that company or names it by one of those forms; since posts also name
 * companies that they do not tag and of which no forms are known, the precision is a lower bound.
 *
 * Bare symbols: the $ of each cashtag is cut out. What is to be found are the tags that stand in upper case and are listed
 * today or were then; a link by symbol is right if the post is tagged with it.
 */

/** Measures the linker on posts whose tags are known, with the tags hidden from it. */
final class LinkEvaluator {
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);
    private static final Pattern NAIVE = Pattern.compile("\\$[A-Z]{1,5}");
    private static final Pattern GLUED = Pattern.compile("[A-Za-z0-9]\\$([A-Za-z]{1,6})");
    private static final Pattern UPPER = Pattern.compile("(?<![A-Za-z0-9$#@])[A-Z]{1,6}(?:\\.[A-Z])?(?![A-Za-z0-9])");

    /**
     * What was counted.
     *
     * @param sameCashtags posts whose cashtags are those that X found
     * @param sameNaive the same for the usual regular expression
     * @param glued cashtags after a letter or a digit; {@code gluedLinked} of them were linked
     */
    record Counts(
            int posts,
            int sameCashtags,
            int sameNaive,
            int glued,
            int gluedLinked,
            Retrieval names,
            Retrieval symbols,
            Map<String, Integer> wrongNames,
            Map<String, Integer> missedNames,
            Map<String, Integer> wrongSymbols,
            Map<String, Integer> missedSymbols) {}

    /** @param sought what was to be found */
    record Retrieval(int sought, int found, int linked, int right) {
        double recall() {
            return sought == 0 ? Double.NaN : (double) found / sought;
        }

        double precision() {
            return linked == 0 ? Double.NaN : (double) right / linked;
        }
    }

    private final Linker linker;
    private final SymbolDirectory directory = SymbolDirectory.shipped();
    private final NameForms forms;
    private int posts;
    private int sameCashtags;
    private int sameNaive;
    private int glued;
    private int gluedLinked;
    private final int[] names = new int[4];
    private final int[] symbols = new int[4];
    private final Map<String, Integer> wrongNames = new TreeMap<>();
    private final Map<String, Integer> missedNames = new TreeMap<>();
    private final Map<String, Integer> wrongSymbols = new TreeMap<>();
    private final Map<String, Integer> missedSymbols = new TreeMap<>();

    private LinkEvaluator(Linker linker, NameForms forms) {
        this.linker = linker;
        this.forms = forms;
    }

    static Counts evaluate(Path data, Linker linker) throws IOException {
        LinkEvaluator evaluator = new LinkEvaluator(linker, NameForms.read(data));
        Set<String> seen = new HashSet<>();
        LabelledData.forEachPost(data, post -> {
            if (seen.add(post.path("text").asString())) {
                evaluator.add(post);
            }
        });
        return new Counts(
                evaluator.posts,
                evaluator.sameCashtags,
                evaluator.sameNaive,
                evaluator.glued,
                evaluator.gluedLinked,
                retrieval(evaluator.names),
                retrieval(evaluator.symbols),
                evaluator.wrongNames,
                evaluator.missedNames,
                evaluator.wrongSymbols,
                evaluator.missedSymbols);
    }

    private static Retrieval retrieval(int[] counts) {
        return new Retrieval(counts[0], counts[1], counts[2], counts[3]);
    }

    private void add(JsonNode post) {
        String text = post.path("text").asString();
        Set<String> tagged = new LinkedHashSet<>();
        for (JsonNode symbol : post.path("entities").path("symbols")) {
            tagged.add(symbol.path("text").asString().toUpperCase(Locale.ROOT));
        }
        if (!text.startsWith("RT @")) {
            // A repost's text is cut, its tags are those of the whole.
            posts++;
            sameCashtags += new HashSet<>(Cashtags.of(text)).equals(tagged) ? 1 : 0;
            sameNaive += naive(text).equals(tagged) ? 1 : 0;
        }
        addGlued(text, tagged);
        if (post.path("lang").asString("").equals("en") && !text.startsWith("RT @")) {
            Instant at = ZonedDateTime.parse(post.path("created_at").asString(), CREATED_AT)
                    .toInstant();
            addNames(text, tagged, at);
            addSymbols(text, tagged, at);
        }
    }

    private static Set<String> naive(String text) {
        return NAIVE.matcher(text).results().map(m -> m.group().substring(1)).collect(Collectors.toSet());
    }

    private void addGlued(String text, Set<String> tagged) {
        Set<String> linked = symbols(linker.link(Document.of(text)));
        Matcher matcher = GLUED.matcher(text);
        while (matcher.find()) {
            String symbol = matcher.group(1).toUpperCase(Locale.ROOT);
            if (!tagged.contains(symbol) && !forms.isNamed(symbol, text)) {
                glued++;
                gluedLinked += linked.contains(symbol) ? 1 : 0;
            }
        }
    }

    private void addNames(String text, Set<String> tagged, Instant at) {
        String bare = UPPER.matcher(withoutCashtags(text, false))
                .replaceAll(m -> tagged.contains(m.group()) ? " " : Matcher.quoteReplacement(m.group()));
        Set<String> sought = new LinkedHashSet<>();
        for (String symbol : tagged) {
            if (forms.isNamed(symbol, bare) && sought.stream().noneMatch(s -> isSame(s, symbol))) {
                sought.add(symbol);
            }
        }
        if (sought.isEmpty()) {
            return;
        }
        List<Link> links = linker.link(new Document(bare, "en", List.of(), at));
        for (String symbol : sought) {
            boolean found = links.stream().anyMatch(link -> isSame(link.symbol(), symbol));
            names[0]++;
            names[1] += found ? 1 : 0;
            if (!found) {
                missedNames.merge(symbol + " | " + bare.replace('\n', ' '), 1, Integer::sum);
            }
        }
        for (Link link : links) {
            if (link.kind() == LinkKind.NAME) {
                boolean right = forms.isNamed(link.symbol(), bare)
                        || tagged.stream().anyMatch(symbol -> isSame(link.symbol(), symbol));
                names[2]++;
                names[3] += right ? 1 : 0;
                if (!right) {
                    wrongNames.merge(
                            link.symbol() + " | " + link.reason() + " | " + bare.replace('\n', ' '), 1, Integer::sum);
                }
            }
        }
    }

    private void addSymbols(String text, Set<String> tagged, Instant at) {
        String bare = withoutCashtags(text, true);
        Set<String> sought = new LinkedHashSet<>();
        UPPER.matcher(bare).results().map(m -> m.group()).forEach(symbol -> {
            if (tagged.contains(symbol) && directory.find(symbol).isPresent()) {
                sought.add(symbol);
            }
        });
        if (sought.isEmpty()) {
            return;
        }
        List<Link> links = linker.link(new Document(bare, "en", List.of(), at));
        for (String symbol : sought) {
            boolean found = links.stream().anyMatch(link -> isSame(link.symbol(), symbol));
            symbols[0]++;
            symbols[1] += found ? 1 : 0;
            if (!found) {
                missedSymbols.merge(symbol, 1, Integer::sum);
            }
        }
        for (Link link : links) {
            if (link.kind() == LinkKind.SYMBOL) {
                boolean right = tagged.stream().anyMatch(symbol -> isSame(link.symbol(), symbol));
                symbols[2]++;
                symbols[3] += right ? 1 : 0;
                if (!right) {
                    wrongSymbols.merge(link.symbol(), 1, Integer::sum);
                }
            }
        }
    }

    private boolean isSame(String symbol, String other) {
        return symbol.equals(other) || forms.isSameCompany(symbol, other);
    }

    private static String withoutCashtags(String text, boolean keepSymbol) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (long at = Cashtags.next(text, 0); at != Cashtags.NONE; at = Cashtags.next(text, Cashtags.end(at))) {
            out.append(text, from, Cashtags.start(at));
            from = keepSymbol ? Cashtags.start(at) + 1 : Cashtags.end(at);
        }
        return out.append(text, from, text.length()).toString();
    }

    private static Set<String> symbols(List<Link> links) {
        return links.stream()
                .filter(link -> link.kind() != LinkKind.NAME)
                .map(Link::symbol)
                .collect(Collectors.toSet());
    }
}
