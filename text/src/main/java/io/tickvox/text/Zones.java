package io.tickvox.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Which company each token speaks of, so that "long $NVDA, short $INTC" differs by ticker.
 *
 * A text with one company is all about it. With several, it falls into clauses at line ends, stops and words of contrast.
 * In a clause that starts with a company, words belong to the companies named before them ("$A +3% $B -2%"); in another,
 * to the next one, and after the last to the last ("long $A short $B now"), unless a word that sets one against the other
 * stands between them ("think $A will crush $B"). Companies named in a row, with commas or
 * without, share what follows ("$A, $B up"). A clause without a company belongs to none.
 */

/** Assigns the tokens of a text to the companies it names. Used again for the next text; not safe for several threads. */
final class Zones {
    /** The zone of tokens that belong to no company. */
    static final int COMMON = 0;
    /** Companies beyond this many share the last zone. */
    static final int MAX = 64;

    static final String PREDICATES = """
            is was are were has had will would can could should may might isnt wasnt wont cant doesnt looks looking seems gets
            got keeps continues remains does did just up down rises rose rising falls fell falling gains gained gaining jumps
            jumped jumping drops dropped dropping slips slipped slides slid sliding surges surged surging soars soared soaring
            plunges plunged plunging tumbles tumbled rallies rallied rallying climbs climbed sinks sank crashes crashed
            crashing retreats retreated beats misses missed hits leads lags loses lost wins won
            """;
    static final String AND = "and or nor";
    /** What starts a clause of its own where a company follows soon: "$A falls as $B cuts prices". */
    static final String SUBORDINATORS = "as";

    /** Joins companies to a row as "and" does. */
    private static final long[] AS_WELL_AS = {Hash.word("as"), Hash.word("well"), Hash.word("as")};

    /** How many words may stand between such a word and the company. */
    private static final int SUBJECT_REACH = 3;

    static final String CONTRASTS = "but while whereas although though";

    /** For each token, the zone of the company that it names; {@link #COMMON} if none. */
    int[] named = new int[256];
    /** For each token, the first of a run of companies it belongs to, as an index of a token; −1 if to none. */
    int[] runStart = new int[256];
    /** For the first token of each run, one beyond its last. */
    int[] runEnd = new int[256];
    /** For each token, whether it is part of a company's name. */
    boolean[] partOfName = new boolean[256];
    /** How many companies are named. */
    int count;

    /** For each zone, the first token that names its company. */
    final int[] first = new int[MAX + 1];
    /** The first word that names no company; beyond all tokens if there is none. */
    int firstWord;
    /** The last one; −1 if there is none. */
    int lastWord;
    /** How many tokens name companies before the first word, and after the last. */
    int leading;

    int trailing;

    private static final int UNKNOWN = -1;
    private int[] ofLinks = new int[16];
    private int naming;
    private final long[] keys = new long[MAX + 1];

    /** Reads the cashtags of {@code tokens} and the places of {@code links}. */
    void assign(Tokens tokens, List<Link> links) {
        int size = tokens.count;
        if (named.length < size) {
            named = new int[tokens.hash.length];
            partOfName = new boolean[tokens.hash.length];
            runStart = new int[tokens.hash.length];
            runEnd = new int[tokens.hash.length];
        }
        count = 0;
        Arrays.fill(named, 0, size, COMMON);
        Arrays.fill(partOfName, 0, size, false);
        naming = tokens.kinds[Tokens.CASHTAG];
        for (int i = 0; i < naming; i++) {
            int token = tokens.cashtags[i];
            int known = count;
            int zone = zone(tokens.hash[token]);
            named[token] = zone;
            if (count > known) {
                first[zone] = token;
            }
        }
        if (placeLinks(tokens, links)) {
            findFirst(size);
        }
        place(tokens);
        if (count > 1) {
            int clause = 0;
            for (int i = 1; i < size; i++) {
                if (endsClause(tokens, i)) {
                    assignClause(tokens, clause, i);
                    clause = i;
                }
            }
            assignClause(tokens, clause, size);
        }
    }

    /** How many tokens name companies. */
    int named() {
        return naming;
    }

    private void findFirst(int size) {
        Arrays.fill(first, 0, count + 1, size);
        naming = 0;
        for (int i = size - 1; i >= 0; i--) {
            first[named[i]] = i;
            naming += named[i] == COMMON ? 0 : 1;
        }
    }

    private void place(Tokens tokens) {
        int size = tokens.count;
        leading = 0;
        firstWord = 0;
        while (firstWord < size && !isCommonWord(tokens, firstWord)) {
            leading += named[firstWord] == COMMON ? 0 : 1;
            firstWord++;
        }
        trailing = 0;
        lastWord = size - 1;
        while (lastWord >= 0 && !isCommonWord(tokens, lastWord)) {
            trailing += named[lastWord] == COMMON ? 0 : 1;
            lastWord--;
        }
    }

    /** Whether a word that names no company stands at {@code token}. */
    private boolean isCommonWord(Tokens tokens, int token) {
        return tokens.kind[token] == Tokens.WORD && named[token] == COMMON;
    }

    /** Whether a clause ends before {@code i}: at a stop that does not part companies in a row, or at a word of contrast. */
    private boolean endsClause(Tokens tokens, int i) {
        return tokens.is(i, Tokens.BREAK)
                ? !isNamed(i) && joint(tokens, i, tokens.count) == 0 || !isNamed(i - 1)
                : tokens.kind[i] == Tokens.WORD
                        && ((tokens.classes[i] & WordClass.CONTRAST) != 0
                                || isSubordinate(tokens, i)
                                || (isNamed(i - 1) && !isNamed(i) && isHeading(tokens, i + 1)));
    }

    /** Whether the token is a company's, or another word of its name. */
    private boolean isNamed(int token) {
        return named[token] != COMMON || partOfName[token];
    }

    /** How many words at {@code i} join the companies before and after them, before {@code to}, to a row. */
    private int joint(Tokens tokens, int i, int to) {
        int words = tokens.isWord(i, WordClass.AND) ? 1 : isAsWellAs(tokens, i) ? AS_WELL_AS.length : 0;
        return i + words < to && named[i + words] != COMMON ? words : 0;
    }

    private static boolean isAsWellAs(Tokens tokens, int i) {
        if (i + AS_WELL_AS.length > tokens.count) {
            return false;
        }
        for (int word = 0; word < AS_WELL_AS.length; word++) {
            boolean isBroken = word > 0 && tokens.is(i + word, Tokens.BREAK);
            if (isBroken || tokens.hash[i + word] != AS_WELL_AS[word]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a clause with a company of its own starts at {@code i}. */
    private boolean isSubordinate(Tokens tokens, int i) {
        if ((tokens.classes[i] & WordClass.SUBORDINATOR) == 0
                || isAsWellAs(tokens, i)
                || (i > 1 && isAsWellAs(tokens, i - 2))) {
            return false;
        }
        int end = Math.min(tokens.count, i + 2 + SUBJECT_REACH);
        for (int j = i + 1; j < end && !tokens.is(j, Tokens.BREAK); j++) {
            if (named[j] != COMMON) {
                return true;
            }
        }
        return false;
    }

    /** Marks what the links name other than by plain cashtags; whether there is any. */
    private boolean placeLinks(Tokens tokens, List<Link> links) {
        int size = links.size();
        if (ofLinks.length < size) {
            ofLinks = new int[size * 2];
        }
        boolean placed = false;
        int cashtag = 0;
        for (int l = 0; l < size; l++) {
            Link link = links.get(l);
            while (cashtag < tokens.kinds[Tokens.CASHTAG] && tokens.start[tokens.cashtags[cashtag]] < link.start()) {
                cashtag++;
            }
            if (cashtag < tokens.kinds[Tokens.CASHTAG] && isBy(tokens, cashtag, link)) {
                ofLinks[l] = named[tokens.cashtags[cashtag]];
            } else {
                ofLinks[l] = UNKNOWN;
                if (link.start() >= 0 && !isPlainCashtag(tokens, link)) {
                    placeLink(tokens, link);
                    placed = true;
                }
            }
            List<Link.Place> names = link.names();
            for (int n = 0; n < names.size(); n++) {
                int token = Arrays.binarySearch(
                        tokens.start, 0, tokens.count, names.get(n).start());
                if (token >= 0 && tokens.kind[token] != Tokens.CASHTAG) {
                    name(tokens, token, names.get(n).end(), zone(key(link)));
                    placed = true;
                }
            }
        }
        for (int l = 0; l < size; l++) {
            if (ofLinks[l] == UNKNOWN) {
                ofLinks[l] = find(key(links.get(l)));
            }
        }
        return placed;
    }

    /** Whether the link is by the cashtag of this number and says its symbol. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isBy(Tokens tokens, int cashtag, Link link) {
        // The linker has the symbol from the very string that it put beside the cashtag.
        return tokens.start[tokens.cashtags[cashtag]] == link.start() && tokens.symbol(cashtag) == link.symbol();
    }

    private void placeLink(Tokens tokens, Link link) {
        int token = Arrays.binarySearch(tokens.start, 0, tokens.count, link.start());
        if (token >= 0 && tokens.kind[token] != Tokens.CASHTAG) {
            name(tokens, token, link.end(), zone(key(link)));
        } else if (token >= 0 && tokens.hash[token] != key(link)) {
            rename(tokens, tokens.hash[token], key(link));
        }
    }

    /** The company of {@code zone} is named from {@code token} to where the text's character {@code end} stands. */
    private void name(Tokens tokens, int token, int end, int zone) {
        named[token] = zone;
        for (int i = token; i < tokens.count && tokens.start[i] < end; i++) {
            partOfName[i] = true;
        }
    }

    /** Whether the link is by a cashtag that says its symbol and no more, which {@link #assign} has read already. */
    private static boolean isPlainCashtag(Tokens tokens, Link link) {
        String symbol = link.symbol();
        return tokens.chars[link.start()] == '$'
                && link.end() - link.start() - 1 == symbol.length()
                && symbol.indexOf('.') < 0;
    }

    /** A cashtag that means another symbol, as {@code $BRK-B} does. */
    private void rename(Tokens tokens, long from, long to) {
        for (int zone = 1; zone <= count; zone++) {
            if (keys[zone] == from && find(to) == COMMON) {
                keys[zone] = to;
                return;
            }
        }
    }

    /** The zone of the company that {@code link} names; {@link #COMMON} if the text does not name it. */
    int of(@Nullable Link link) {
        return link == null ? COMMON : find(key(link));
    }

    /** The zone of the company of the link with this number among those that {@link #assign} was given. */
    int ofLink(int number) {
        return ofLinks[number];
    }

    private static long key(Link link) {
        return Hash.symbol(link.symbol());
    }

    private int zone(long key) {
        int found = find(key);
        if (found != COMMON) {
            return found;
        }
        if (count == MAX) {
            return MAX;
        }
        keys[++count] = key;
        return count;
    }

    private int find(long key) {
        for (int zone = 1; zone <= count; zone++) {
            if (keys[zone] == key) {
                return zone;
            }
        }
        return COMMON;
    }

    private void assignClause(Tokens tokens, int from, int to) {
        int first = next(from, to);
        if (first == to) {
            if (isHeading(tokens, to)) {
                set(from, to, to, runEndFrom(tokens, to, tokens.count));
            } else {
                Arrays.fill(runStart, from, to, -1);
            }
            return;
        }
        boolean leads = first == from;
        int start = first;
        int end = runEndFrom(tokens, first, to);
        set(from, end, start, end);
        while (end < to) {
            int following = next(end, to);
            boolean before =
                    leads || following == to || isPredicate(tokens, end) || holdsRelation(tokens, end, following);
            if (before) {
                set(end, following, start, end);
            }
            if (following == to) {
                return;
            }
            int followingEnd = runEndFrom(tokens, following, to);
            set(before ? following : end, followingEnd, following, followingEnd);
            start = following;
            end = followingEnd;
        }
    }

    /** Whether a colon stands before {@code token} and companies from there on, as in "Losers: $A, $B". */
    private boolean isHeading(Tokens tokens, int token) {
        if (token == tokens.count || named[token] == COMMON) {
            return false;
        }
        int before = tokens.start[token] - 1;
        while (before >= 0 && tokens.chars[before] == ' ') {
            before--;
        }
        return before >= 0 && tokens.chars[before] == ':';
    }

    /** Whether what stands at {@code token} says something of the company right before it. */
    private static boolean isPredicate(Tokens tokens, int token) {
        return tokens.is(token, Tokens.OPENED)
                || tokens.hash[token] == Tokenizer.PERCENT_UP
                || tokens.hash[token] == Tokenizer.PERCENT_DOWN
                || tokens.isWord(token, WordClass.PREDICATE);
    }

    /** Whether {@code token} belongs to the company of {@code zone}. */
    boolean isNear(int token, int zone) {
        int start = runStart[token];
        for (int i = start; i >= 0 && i < runEnd[start]; i++) {
            if (named[i] == zone) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsRelation(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.kind[i] == Tokens.WORD && (tokens.classes[i] & WordClass.RELATION) != 0) {
                return true;
            }
        }
        return false;
    }

    private int next(int from, int to) {
        int i = from;
        while (i < to && named[i] == COMMON) {
            i++;
        }
        return i;
    }

    /** One beyond the companies in a row that start at {@code from}, with all words of their names. */
    private int runEndFrom(Tokens tokens, int from, int to) {
        int i = from;
        while (i < to && named[i] != COMMON) {
            i++;
            while (i < to && partOfName[i] && named[i] == COMMON) {
                i++;
            }
            i += i < to ? joint(tokens, i, to) : 0;
        }
        return i;
    }

    /** The tokens from {@code from} to {@code to} belong to the run of companies from {@code start} to {@code end}. */
    private void set(int from, int to, int start, int end) {
        for (int i = from; i < to; i++) {
            runStart[i] = start;
        }
        runEnd[start] = end;
    }
}
