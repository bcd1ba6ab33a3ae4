package io.tickvox.text;

import io.tickvox.model.LinkKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One text's way through the {@link StandardLinker}; used again for the next. Not safe for several threads. */
final class LinkerPass {
    private static final double LISTED = 0.99;
    private static final double FORMERLY_LISTED = 0.97;
    private static final double LISTED_IN_LOWER_CASE = 0.95;
    private static final double WORD_IN_LOWER_CASE = 0.6;
    private static final double OTHER_SECURITY = 0.95;
    private static final double UNKNOWN = 0.7;
    private static final double TAGGED = 0.9;
    private static final double TAGGED_UNKNOWN = 0.6;
    private static final double FROM_CONTEXT = 0.3;
    private static final int TAGS_MAX = 64;
    /** The most letters of a bare symbol. */
    private static final int SYMBOL_LENGTH = 6;

    private static final Document EMPTY = Document.of("");

    private static final LongSet OTHER_SECURITIES = symbols("other-symbols.txt");
    private static final LongSet NO_SECURITIES = symbols("no-security.txt");

    private final SymbolDirectory directory;
    private final NameIndex names;
    private Document document = EMPTY;
    private Tokens tokens = Tokens.of("");
    private final LinkSet links = new LinkSet();
    /** The tokens that may link, ascending. */
    private int[] candidates = new int[256];
    /** Whether the source tagged the text with symbols. */
    private boolean tagged;

    private @Nullable Boolean context;
    private @Nullable Boolean shouted;
    /** Banks and brokers that seem to be named as the voices of the text. */
    private @Nullable List<String> voices;

    LinkerPass(SymbolDirectory directory) {
        this.directory = directory;
        this.names = directory.names();
    }

    /** Whether it links by {@code other}. */
    boolean isFor(SymbolDirectory other) {
        return directory == other;
    }

    List<Link> link(Document next, Tokens read) {
        document = next;
        tokens = read;
        tagged = !next.symbols().isEmpty();
        links.clear();
        read.clearSymbols();
        context = null;
        shouted = null;
        voices = null;
        int count = findCandidates();
        int used = 0;
        for (int c = 0; c < count; c++) {
            int i = candidates[c];
            if (i >= used) {
                used = i
                        + switch (read.kind[i]) {
                            case Tokens.CASHTAG -> cashtag(i);
                            case Tokens.NUMBER -> number(i);
                            default -> word(i);
                        };
            }
        }
        if (tagged) {
            tags();
        }
        if (voices != null) {
            links.dropUnlessAlone(voices);
        }
        links.settle();
        if (links.isEmpty() && !next.context().isEmpty()) {
            context();
        }
        document = EMPTY;
        return links.toList();
    }

    /** Finds the few tokens that may link, without a branch that is hard to foretell; returns how many there are. */
    private int findCandidates() {
        Tokens all = tokens;
        int size = all.count;
        if (candidates.length < size) {
            candidates = new int[all.hash.length];
        }
        int[] found = candidates;
        int everyWord = tagged ? 1 : 0;
        int count = 0;
        for (int i = 0; i < size; i++) {
            int kind = all.kind[i];
            int flags = all.flags[i];
            int length = all.end[i] - all.start[i];
            int isHashtag = kind == Tokens.HASHTAG ? 1 : 0;
            // Names in lower case count only where the company is well known, or where the source tells.
            int capital = flags >>> Tokens.CAPITAL_SHIFT & 1 | isHashtag | everyWord;
            int symbol = flags >>> Tokens.UPPER_SHIFT & (length - SYMBOL_LENGTH - 1 >>> Integer.SIZE - 1);
            int word = names.mayStart(all, i, capital) | symbol | everyWord;
            int isWord = kind <= Tokens.HASHTAG ? 1 : 0;
            int other = kind == Tokens.CASHTAG || (kind == Tokens.NUMBER && length == 2) ? 1 : 0;
            found[count] = i;
            count += word & isWord | other;
        }
        return count;
    }

    /** Links the cashtag at {@code i} if it means a security; returns how many tokens were used. */
    int cashtag(int i) {
        int found = directory.find(tokens.hash[i]);
        boolean upper = isUpper(tokens.start[i] + 1, tokens.end[i]);
        if (found == SymbolDirectory.NONE) {
            return unknownCashtag(i, upper);
        }
        if (!upper && NO_SECURITIES.contains(tokens.hash[i])) {
            return 1;
        }
        Entry shareClass = shareClass(i);
        if (shareClass != null) {
            links.add(new Link(
                    shareClass.symbol(),
                    LinkKind.CASHTAG,
                    LISTED,
                    shareClass.reason(),
                    tokens.start[i],
                    tokens.end[i] + 2));
            return i + 1 < tokens.count && tokens.start[i + 1] == tokens.end[i] + 1 ? 2 : 1;
        }
        String symbol = directory.symbolOf(found);
        Instant at = document.createdAt();
        if (at != null && Entry.is(found, Entry.SUCCEEDED)) {
            String successor = Renames.successor(symbol, at);
            if (!successor.equals(symbol)) {
                add(successor, LISTED_IN_LOWER_CASE, "cashtag $" + symbol + ", by then " + successor, i);
                return 1;
            }
        }
        double confidence = upper
                ? Entry.is(found, Entry.FORMER) ? FORMERLY_LISTED : LISTED
                : Entry.is(found, Entry.WORD) ? WORD_IN_LOWER_CASE : LISTED_IN_LOWER_CASE;
        tokens.setSymbol(i, symbol);
        if (!links.covers(tokens.hash[i], confidence)) {
            String reason = directory.reasonOf(found);
            links.add(
                    new Link(symbol, LinkKind.CASHTAG, confidence, reason, tokens.start[i], tokens.end[i]),
                    tokens.hash[i]);
        }
        return 1;
    }

    /** The share class that {@code $BRK-B} and {@code $BRK/B} name, which X cuts after {@code $BRK}; null if none. */
    private @Nullable Entry shareClass(int i) {
        int end = tokens.end[i];
        boolean joined = end + 1 < tokens.length
                && (tokens.chars[end] == '-' || tokens.chars[end] == '/')
                && CharClass.isUpper(tokens.chars[end + 1])
                && (end + 2 == tokens.length || !CharClass.isLetter(tokens.chars[end + 2]));
        return joined ? directory.entry(symbolAt(i) + "." + tokens.chars[end + 1]) : null;
    }

    private int unknownCashtag(int i, boolean upper) {
        Entry shareClass = shareClass(i);
        if (shareClass != null) {
            add(shareClass.symbol(), LISTED, shareClass.reason(), i);
            return 1;
        }
        String symbol = symbolAt(i);
        if (OTHER_SECURITIES.contains(tokens.hash[i])) {
            add(symbol, OTHER_SECURITY, "cashtag $" + symbol, i);
            return 1;
        }
        int dot = symbol.indexOf('.');
        Entry base = dot < 0 || symbol.endsWith(".X") ? null : directory.entry(symbol.substring(0, dot));
        if (base != null) {
            add(base.symbol(), LISTED_IN_LOWER_CASE, base.reason(), i);
        } else if (upper && !NO_SECURITIES.contains(tokens.hash[i])) {
            add(symbol, UNKNOWN, "cashtag $" + symbol + " of no known listing", i);
        }
        return 1;
    }

    private void add(String symbol, double confidence, String reason, int i) {
        links.add(new Link(symbol, LinkKind.CASHTAG, confidence, reason, tokens.start[i], tokens.end[i]));
    }

    private String symbolAt(int i) {
        return new String(tokens.chars, tokens.start[i] + 1, tokens.end[i] - tokens.start[i] - 1)
                .toUpperCase(Locale.ROOT);
    }

    /** Links the name or bare symbol that starts at {@code i}; returns how many tokens were used. */
    int word(int i) {
        boolean capital = tokens.is(i, Tokens.CAPITAL) || tokens.kind[i] == Tokens.HASHTAG || tagged;
        long match = names.longest(tokens, i, capital);
        if (match != NameIndex.NONE) {
            int words = NameIndex.words(match);
            Entry entry = directory.entryAt(NameIndex.entry(match));
            if (name(i, i + words - 1, entry, NameIndex.isAmbiguous(match))) {
                return words;
            }
        }
        if (tokens.is(i, Tokens.UPPER) && tokens.end[i] - tokens.start[i] <= SYMBOL_LENGTH && !isGlued(i)) {
            if (bareShareClass(i)) {
                return 2;
            }
            int found = directory.find(tokens.hash[i]);
            if (found != SymbolDirectory.NONE) {
                symbol(i, found);
            }
        }
        if (tagged && tokens.end[i] - tokens.start[i] >= 3 && !tokens.is(i, Tokens.UPPER)) {
            Entry entry = directory.entry(tokens.hash[i]);
            if (entry != null && !entry.is(Entry.WORD) && document.symbols().contains(entry.symbol())) {
                addSymbol(i, entry, 0.8, ", tagged by the source");
            }
        }
        return 1;
    }

    /** Whether the word is what is left of a cashtag that is none, as in {@code US$AAPL}, or of a share class. */
    private boolean isGlued(int i) {
        int start = tokens.start[i];
        if (start == 0) {
            return false;
        }
        char before = tokens.chars[start - 1];
        return before == '$'
                || (tokens.end[i] - start == 1 && (before == '-' || before == '/' || before == '.' || before == '&'));
    }

    /** Links the share class that {@code BRK.B}, {@code BRK-B} or {@code BRK/B} names at {@code i}. */
    private boolean bareShareClass(int i) {
        int end = tokens.end[i];
        if (end + 1 >= tokens.length || i + 1 >= tokens.count || tokens.start[i + 1] != end + 1) {
            return false;
        }
        char mark = tokens.chars[end];
        if ((mark != '.' && mark != '-' && mark != '/') || tokens.end[i + 1] != end + 2) {
            return false;
        }
        Entry entry = directory.entry(spanOf(i, i) + "." + tokens.chars[end + 1]);
        if (entry == null
                || entry.is(Entry.FUND) && !entry.is(Entry.PROMINENT)
                || !CharClass.isUpper(tokens.chars[end + 1])) {
            return false;
        }
        links.add(new Link(
                entry.symbol(),
                LinkKind.SYMBOL,
                0.85,
                "symbol " + entry.symbol() + " with its share class",
                tokens.start[i],
                end + 2));
        return true;
    }

    /** Links the company whose name is a number with a letter. */
    int number(int i) {
        int start = tokens.start[i];
        if (tokens.end[i] - start == 2 && tokens.chars[start] == '3' && tokens.chars[start + 1] == 'M') {
            Entry entry = directory.entry("MMM");
            boolean own = start == 0 || !CharClass.isLetter(tokens.chars[start - 1]) && tokens.chars[start - 1] != '$';
            if (entry != null && own) {
                boolean told = i + 1 < tokens.count
                        && (tokens.is(i + 1, Tokens.CAPITAL) || Evidence.beside(tokens, i, i) >= 0);
                if (told) {
                    addName(i, i, entry, 0.8, ", with a capital");
                }
            }
        }
        return 1;
    }

    private boolean name(int first, int last, Entry entry, boolean ambiguous) {
        boolean capital = tokens.is(first, Tokens.CAPITAL);
        if (isBrokerOfAnother(first, last, entry)) {
            return true;
        }
        if (StandardLinker.BROKERS.contains(entry.symbol()) && Evidence.isVoice(tokens, first, last)) {
            voices = voices == null ? new ArrayList<>(2) : voices;
            voices.add(entry.symbol());
        }
        if (Evidence.isBeforeLegalForm(tokens, last) && capital) {
            addName(first, last, entry, 0.97, "");
            return true;
        }
        if (!ambiguous) {
            boolean prominent = entry.is(Entry.PROMINENT);
            if (!capital && !prominent) {
                return false;
            }
            addName(first, last, entry, capital ? (prominent ? 0.93 : 0.8) : 0.85, "");
            return true;
        }
        if (first == last && Evidence.isOrdinary(tokens, first)) {
            return false;
        }
        boolean marked = capital || tokens.kind[first] == Tokens.HASHTAG;
        int beside = Evidence.beside(tokens, first, last);
        if (beside >= 0 && (marked || entry.is(Entry.PROMINENT) && first == last)) {
            addName(first, last, entry, marked ? 0.85 : 0.7, " beside '" + spanOf(beside, beside) + "'");
            return true;
        }
        if (marked && first == last && Evidence.isMostlyCompany(tokens, first)) {
            addName(first, last, entry, 0.85, ", with a capital");
            return true;
        }
        if (document.symbols().contains(entry.symbol())) {
            addName(first, last, entry, 0.85, ", tagged by the source");
            return true;
        }
        return false;
    }

    /** Links what the thread is about, where the text names nothing itself. */
    void context() {
        for (String symbol : document.context()) {
            if (directory.entry(symbol) != null) {
                links.add(new Link(symbol, LinkKind.CONTEXT, FROM_CONTEXT, symbol + " is its thread's", -1, -1));
            }
        }
    }

    /** Whether a broker is named as the voice of a text that has cashtags of its own. */
    private boolean isBrokerOfAnother(int first, int last, Entry entry) {
        return StandardLinker.BROKERS.contains(entry.symbol())
                && Evidence.isVoice(tokens, first, last)
                && (tokens.kinds[Tokens.CASHTAG] > 0
                        || (tokens.pricedAddress && Cashtags.next(document.text(), 0) != Cashtags.NONE));
    }

    private void addName(int first, int last, Entry entry, double confidence, String why) {
        String symbol = Renames.at(entry.symbol(), document.createdAt());
        int start = tokens.start[first];
        int end = tokens.end[last];
        long key = Hash.symbol(symbol);
        if (links.covers(key, confidence)) {
            links.addPlace(key, new Link.Place(start, end));
        } else {
            links.add(
                    new Link(symbol, LinkKind.NAME, confidence, "name " + spanOf(first, last) + why, start, end), key);
        }
    }

    private void symbol(int i, int found) {
        if (Evidence.isAfterExchange(tokens, i)) {
            addSymbol(i, directory.entryOf(found), 0.95, " after its exchange");
        } else if (tagged
                && document.symbols().contains(directory.entryOf(found).symbol())) {
            addSymbol(i, directory.entryOf(found), 0.9, ", tagged by the source");
        } else if (!Entry.is(found, Entry.WORD)) {
            bareSymbol(i, directory.entryOf(found));
        } else if (!isShouted() && isListed(i - 1, -1) && isListed(i + 1, 1)) {
            addSymbol(i, directory.entryOf(found), 0.7, " in a list of symbols");
        }
    }

    private void bareSymbol(int i, Entry entry) {
        int length = tokens.end[i] - tokens.start[i];
        boolean prominent = entry.is(Entry.PROMINENT);
        if (isBrokerOfAnother(i, i, entry)) {
            return;
        }
        if (entry.is(Entry.SURE) && length >= 2 && (length >= 4 || !isShouted())) {
            addSymbol(i, entry, 0.85, " that means nothing else");
            return;
        }
        boolean after = isListed(i - 1, -1);
        boolean before = isListed(i + 1, 1);
        if (length == 1 ? after && before : after || before) {
            addSymbol(i, entry, 0.75, " in a list of symbols");
            return;
        }
        if (!prominent && (length < 3 || entry.is(Entry.FORMER) || isShouted())) {
            return;
        }
        if (length >= 2 && tokens.is(i, Tokens.OPENED) && i > 0 && tokens.is(i - 1, Tokens.CAPITAL)) {
            addSymbol(i, entry, 0.85, " in parentheses after a name");
            return;
        }
        int beside = Evidence.beside(tokens, i, i);
        if (beside >= 0 && (length >= 2 || prominent)) {
            addSymbol(i, entry, 0.8, " beside '" + spanOf(beside, beside) + "'");
        } else if (Evidence.isBeforePercent(tokens, i)) {
            addSymbol(i, entry, 0.8, " with its change in percent");
        } else if (prominent && length >= 2 && !isShouted() && isContext()) {
            addSymbol(i, entry, 0.65, " in a text about markets");
        }
    }

    /** Whether the token is a cashtag or a symbol that needs no evidence, as its neighbours in a list are. */
    private boolean isListed(int i, int step) {
        if (i < 0 || i >= tokens.count) {
            return false;
        }
        if (tokens.kind[i] == Tokens.CASHTAG) {
            return true;
        }
        if (tokens.kind[i] != Tokens.WORD
                || !tokens.is(i, Tokens.UPPER)
                || tokens.end[i] - tokens.start[i] > SYMBOL_LENGTH) {
            return false;
        }
        int neighbour = directory.find(tokens.hash[i]);
        return neighbour != SymbolDirectory.NONE
                && (Entry.is(neighbour, Entry.SURE) || (step < 0 && links.isEndingAt(tokens.end[i])));
    }

    private void addSymbol(int i, Entry entry, double confidence, String why) {
        links.add(new Link(
                entry.symbol(),
                LinkKind.SYMBOL,
                confidence,
                "symbol " + entry.symbol() + why,
                tokens.start[i],
                tokens.end[i]));
    }

    /** Adds what the source tagged and the text does not name, as where the text was cut. */
    void tags() {
        List<String> symbols = document.symbols();
        for (int i = 0; i < Math.min(symbols.size(), TAGS_MAX); i++) {
            if (links.has(symbols.get(i))) {
                continue;
            }
            String symbol = SymbolDirectory.normalise(symbols.get(i));
            if (links.has(symbol) || !isSymbol(symbol)) {
                continue;
            }
            long hash = Hash.symbol(symbol);
            boolean known = directory.entry(hash) != null || OTHER_SECURITIES.contains(hash);
            if (known || (!NO_SECURITIES.contains(hash) && !hasCashtag(hash))) {
                double confidence = known ? TAGGED : TAGGED_UNKNOWN;
                links.add(
                        new Link(symbol, LinkKind.CASHTAG, confidence, "tagged $" + symbol + " by the source", -1, -1));
            }
        }
    }

    private boolean hasCashtag(long hash) {
        for (int i = 0; i < tokens.kinds[Tokens.CASHTAG]; i++) {
            if (tokens.hash[tokens.cashtags[i]] == hash) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSymbol(String symbol) {
        return !symbol.isEmpty() && Cashtags.endOfSymbol(symbol, 0) == symbol.length();
    }

    private boolean isUpper(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.chars[i] >= 'a') {
                return false;
            }
        }
        return true;
    }

    private String spanOf(int first, int last) {
        return new String(tokens.chars, tokens.start[first], tokens.end[last] - tokens.start[first]);
    }

    private boolean isContext() {
        if (context == null) {
            context = Evidence.isContext(tokens);
        }
        return context;
    }

    private boolean isShouted() {
        if (shouted == null) {
            shouted = Evidence.isShouted(tokens);
        }
        return shouted;
    }

    private static LongSet symbols(String resource) {
        LongSet set = new LongSet();
        for (String line : DirectoryFile.lines(resource)) {
            for (String symbol : line.split(" ")) {
                set.add(Hash.symbol(symbol));
            }
        }
        return set;
    }
}
