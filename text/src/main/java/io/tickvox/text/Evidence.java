package io.tickvox.text;

import java.util.ArrayList;
import java.util.List;

/** Words near a name or a bare symbol that tell that it means a listed company. */
final class Evidence {
    /** What follows a company's name or symbol at once, or after "to". */
    static final String AFTER = """
            stock stocks share shares shareholder shareholders earnings results revenue revenues profit profits eps guidance
            forecast dividend buyback ipo ceo cfo call calls put puts options option investors bulls bears chart
            inc incorporated corp corporation ltd plc upgraded downgraded upgrade downgrade beats misses reports reported
            q1 q2 q3 q4 valuation trading rallies soars surges jumps tumbles plunges slumps report announce
            """;
    /** What stands before it. */
    static final String BEFORE = """
            buy buying bought sell selling sold long short shorting shorted shorts upgrades downgrades initiates own owning
            holding ticker symbol nasdaq nyse nysearca amex otc
            """;
    /** What names an exchange, so that a symbol follows. */
    static final String EXCHANGES = "nasdaq nyse nysearca nysemkt amex otc otcmkts ticker symbol";
    /** What follows the official form of a name. */
    static final String LEGAL_FORMS = "inc incorporated corp corporation ltd plc";
    /** What tells anywhere in a text that it is about markets. */
    static final String CONTEXT = """
            stock stocks share shares earnings eps revenue guidance analyst analysts upgrade upgraded downgrade downgraded
            dividend ipo calls puts bullish bearish nyse nasdaq investor investors trader traders trading invest investing
            broker brokers brokerage chart bounce dip squeeze squeezing resistance shorts longs hedge trimmed
            portfolio shareholders quarter quarterly buyback breakout rally selloff wallstreet premarket afterhours
            """;

    private static final long TO = Hash.word("to");

    /** What stands before a bank or broker that speaks of another company. */
    static final String VOICES = "at by from via";
    /** What a bank or broker does that speaks of another company. */
    static final String SPEAKING = """
            analyst analysts initiates initiated maintains maintained reiterates reiterated reaffirms upgrades upgraded downgrades
            downgraded raises raised lowers lowered cuts sees says said keeps lifts ups boosts starts resumes conference
            """;

    /** Names that are ordinary words too, by hash, with their places in the lists below. */
    private static final LongIntMap ORDINARY = new LongIntMap(32);
    /** What stands before them then. */
    private static final List<LongSet> ORDINARY_BEFORE = new ArrayList<>();
    /** What stands after them then. */
    private static final List<LongSet> ORDINARY_AFTER = new ArrayList<>();

    static {
        for (String line : DirectoryFile.lines("ordinary.tsv")) {
            String[] fields = line.split("\t", -1);
            ORDINARY.put(Hash.word(fields[0]), ORDINARY_AFTER.size());
            ORDINARY_BEFORE.add(LongSet.ofWords("- " + fields[1]));
            ORDINARY_AFTER.add(LongSet.ofWords("- " + fields[2]));
        }
    }

    private Evidence() {}

    /** Whether the name at {@code token} means its company unless its neighbours tell otherwise. */
    static boolean isMostlyCompany(Tokens tokens, int token) {
        return ORDINARY.get(tokens.hash[token]) >= 0;
    }

    /** Whether a neighbour tells that the name at {@code token} is the ordinary word. */
    static boolean isOrdinary(Tokens tokens, int token) {
        int ordinary = ORDINARY.get(tokens.hash[token]);
        return ordinary >= 0
                && ((token > 0 && tells(tokens, token - 1, ORDINARY_BEFORE.get(ordinary)))
                        || (token + 1 < tokens.count && tells(tokens, token + 1, ORDINARY_AFTER.get(ordinary))));
    }

    /** Whether what stands from {@code first} to {@code last} seems to speak of another company, as an analyst does. */
    static boolean isVoice(Tokens tokens, int first, int last) {
        return (first > 0 && tokens.isWord(first - 1, WordClass.VOICE))
                || (last + 1 < tokens.count && tokens.isWord(last + 1, WordClass.SPEAKS));
    }

    /** The neighbour, before {@code first} or after {@code last}, that tells; −1 if neither does. */
    static int beside(Tokens tokens, int first, int last) {
        int next = isTo(tokens, last + 1) ? last + 2 : last + 1;
        if (isAfter(tokens, next)) {
            return next;
        }
        int previous = first - 1;
        return previous >= 0 && !tokens.is(first, Tokens.BREAK) && tokens.isWord(previous, WordClass.BEFORE_COMPANY)
                ? previous
                : -1;
    }

    private static boolean isTo(Tokens tokens, int token) {
        return token < tokens.count && !tokens.is(token, Tokens.BREAK) && tokens.hash[token] == TO;
    }

    private static boolean isAfter(Tokens tokens, int token) {
        return token < tokens.count && !tokens.is(token, Tokens.BREAK) && tokens.isWord(token, WordClass.AFTER_COMPANY);
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
        return token > 0 && tokens.isWord(token - 1, WordClass.EXCHANGE);
    }

    static boolean isBeforeLegalForm(Tokens tokens, int token) {
        int next = token + 1;
        return next < tokens.count && tokens.isWord(next, WordClass.LEGAL_FORM) && tokens.is(next, Tokens.CAPITAL);
    }

    /** Whether the text speaks of markets. */
    static boolean isContext(Tokens tokens) {
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.kind[i] == Tokens.CASHTAG || isPrice(tokens, i) || tokens.isWord(i, WordClass.MARKET)) {
                return true;
            }
        }
        return false;
    }

    /** Whether most words are in upper case, so that case tells nothing. */
    static boolean isShouted(Tokens tokens) {
        int words = tokens.kinds[Tokens.WORD];
        return words >= 4 && tokens.upperWords * 5 > words * 3;
    }

    private static boolean tells(Tokens tokens, int token, LongSet words) {
        return tokens.isWord(token) && words.contains(tokens.hash[token]);
    }
}
