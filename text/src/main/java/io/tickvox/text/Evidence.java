package io.tickvox.text;

import java.util.HashMap;
import java.util.Map;

/** Words near a name or a bare symbol that tell that it means a listed company. */
final class Evidence {
    /** What follows a company's name or symbol at once. */
    private static final LongSet AFTER = LongSet.ofWords("""
            stock stocks share shares shareholder shareholders earnings results revenue revenues profit profits eps guidance
            forecast dividend buyback ipo ceo cfo call calls put puts options option investors bulls bears chart
            inc incorporated corp corporation ltd plc upgraded downgraded upgrade downgrade beats misses reports reported
            q1 q2 q3 q4 valuation trading rallies soars surges jumps tumbles plunges slumps
            """);
    /** What stands before it. */
    private static final LongSet BEFORE = LongSet.ofWords("""
            buy buying bought sell selling sold long short shorting shorted shorts upgrades downgrades initiates own owning
            holding ticker symbol nasdaq nyse nysearca amex otc
            """);
    /** What names an exchange, so that a symbol follows. */
    private static final LongSet EXCHANGE =
            LongSet.ofWords("nasdaq nyse nysearca nysemkt amex otc otcmkts ticker symbol");
    /** What follows the official form of a name. */
    private static final LongSet LEGAL_FORM = LongSet.ofWords("inc incorporated corp corporation ltd plc");
    /** What tells anywhere in a text that it is about markets. */
    private static final LongSet CONTEXT = LongSet.ofWords("""
            stock stocks share shares earnings eps revenue guidance analyst analysts upgrade upgraded downgrade downgraded
            dividend ipo calls puts bullish bearish nyse nasdaq investor investors trader traders trading invest investing
            broker brokers brokerage chart bounce dip squeeze squeezing resistance shorts longs hedge trimmed
            portfolio shareholders quarter quarterly buyback breakout rally selloff wallstreet premarket afterhours
            """);

    /** What stands before a bank or broker that speaks of another company. */
    private static final LongSet VOICE = LongSet.ofWords("at by from via");
    /** What a bank or broker does that speaks of another company. */
    private static final LongSet SPEAKS = LongSet.ofWords("""
            analyst analysts initiates initiated maintains maintained reiterates reiterated reaffirms upgrades upgraded downgrades
            downgraded raises raised lowers lowered cuts sees says said keeps lifts ups boosts starts resumes conference
            """);

    /** For names that are ordinary words too: what stands after them then, by the name's hash. */
    private static final Map<Long, LongSet> ORDINARY_BEFORE = new HashMap<>();

    private static final Map<Long, LongSet> ORDINARY_AFTER = new HashMap<>();

    static {
        for (String line : DirectoryFile.lines("ordinary.tsv")) {
            String[] fields = line.split("\t", -1);
            long name = Hash.word(fields[0]);
            ORDINARY_BEFORE.put(name, LongSet.ofWords("- " + fields[1]));
            ORDINARY_AFTER.put(name, LongSet.ofWords("- " + fields[2]));
        }
    }

    private Evidence() {}

    /** Whether the name at {@code token} means its company unless its neighbours tell otherwise. */
    static boolean isMostlyCompany(Tokens tokens, int token) {
        return ORDINARY_AFTER.containsKey(tokens.hash[token]);
    }

    /** Whether a neighbour tells that the name at {@code token} is the ordinary word. */
    static boolean isOrdinary(Tokens tokens, int token) {
        LongSet before = ORDINARY_BEFORE.get(tokens.hash[token]);
        LongSet after = ORDINARY_AFTER.get(tokens.hash[token]);
        return (before != null && token > 0 && tells(tokens, token - 1, before))
                || (after != null && token + 1 < tokens.count && tells(tokens, token + 1, after));
    }

    /** Whether what stands from {@code first} to {@code last} seems to speak of another company, as an analyst does. */
    static boolean isVoice(Tokens tokens, int first, int last) {
        return (first > 0 && tells(tokens, first - 1, VOICE))
                || (last + 1 < tokens.count && tells(tokens, last + 1, SPEAKS));
    }

    /** The neighbour, before {@code first} or after {@code last}, that tells; −1 if neither does. */
    static int beside(Tokens tokens, int first, int last) {
        int next = last + 1;
        if (next < tokens.count && !tokens.is(next, Tokens.BREAK) && tells(tokens, next, AFTER)) {
            return next;
        }
        int previous = first - 1;
        return previous >= 0 && !tokens.is(first, Tokens.BREAK) && tells(tokens, previous, BEFORE) ? previous : -1;
    }

    /** Whether a change in percent stands right after. */
    static boolean isBeforePercent(Tokens tokens, int token) {
        int next = token + 1;
        return next < tokens.count
                && tokens.kind[next] == Tokens.NUMBER
                && (tokens.hash[next] == Tokenizer.PERCENT_UP || tokens.hash[next] == Tokenizer.PERCENT_DOWN);
    }

    private static boolean isPrice(Tokens tokens, int token) {
        long hash = tokens.hash[token];
        return tokens.kind[token] == Tokens.NUMBER
                && (hash == Tokenizer.PRICE || hash == Tokenizer.PERCENT_UP || hash == Tokenizer.PERCENT_DOWN);
    }

    static boolean isAfterExchange(Tokens tokens, int token) {
        return token > 0 && tokens.isWord(token - 1) && EXCHANGE.contains(tokens.hash[token - 1]);
    }

    static boolean isBeforeLegalForm(Tokens tokens, int token) {
        int next = token + 1;
        return next < tokens.count
                && tokens.isWord(next)
                && LEGAL_FORM.contains(tokens.hash[next])
                && tokens.is(next, Tokens.CAPITAL);
    }

    /** Whether the text speaks of markets. */
    static boolean isContext(Tokens tokens) {
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.kind[i] == Tokens.CASHTAG || isPrice(tokens, i) || tells(tokens, i, CONTEXT)) {
                return true;
            }
        }
        return false;
    }

    /** Whether most words are in upper case, so that case tells nothing. */
    static boolean isShouted(Tokens tokens) {
        int words = 0;
        int upper = 0;
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.kind[i] == Tokens.WORD) {
                words++;
                upper += tokens.is(i, Tokens.UPPER) ? 1 : 0;
            }
        }
        return words >= 4 && upper * 5 > words * 3;
    }

    private static boolean tells(Tokens tokens, int token, LongSet words) {
        return tokens.isWord(token) && words.contains(tokens.hash[token]);
    }
}
