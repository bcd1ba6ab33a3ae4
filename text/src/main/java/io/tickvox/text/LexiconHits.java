package io.tickvox.text;

import java.util.Arrays;

/*
 * An entry that follows a negation within three words counts half the other way ("not good", "isn't a buy", "lacks upside"),
 * unless it is a phrase that holds one itself. A negation of a negation ("didn't fail to deliver") turns nothing after it. A
 * word of movement beside a burden points the other way, and the burden says nothing more by itself ("losses narrow", "debt
 * fell").
 */

/** The lexicon's entries in a text, weighed in their place. Used again for the next text; not safe for several threads. */
final class LexiconHits {
    private static final int NEGATED_WORDS = 3;
    private static final int BESIDE = 3;
    /** Where a negation stands that is out of reach of all tokens. */
    private static final int NEVER = -NEGATED_WORDS - 1;

    static final String NEGATORS = """
            not no never dont doesnt didnt isnt wasnt arent werent cant cannot couldnt wont wouldnt shouldnt without nothing
            none hardly barely aint neither nor hasnt havent hadnt lack lacks lacked lacking fail fails failed failing
            """;

    /** What sets two companies against each other: what points up for the one before points down for the one after. */
    static final String RELATIONS = """
            crush crushes crushed crushing beat beats beating beaten outperform outperforms outperformed outperforming
            outdo outdoes overshadow overshadows outshine outshines outshined overtake overtakes overtook surpass surpasses
            surpassed outpace outpaces
            destroy destroys destroying kill kills killing smoke smokes smash smashes dominate dominates top tops topping
            eat eats eating outsell outsells outsold than over against vs versus lag lags trail trails underperform
            underperforms
            """;

    private final Lexicon lexicon = Lexicon.shipped();

    int count;
    /** The first token of each entry found, ascending. */
    int[] token = new int[128];
    /** One beyond its last token. */
    int[] end = new int[128];
    /** Its weight here, in halves, −6..6. */
    int[] value = new int[128];
    /** How many entries say that no direction is meant. */
    int neutral;

    int positive;
    int negative;
    /** How many words and phrases of promotion there are; they are no entries otherwise. */
    int promotion;
    /** The largest weight, without sign. */
    int strongest;

    private int[] match = new int[128];

    void find(Tokens tokens) {
        count = 0;
        neutral = 0;
        positive = 0;
        negative = 0;
        promotion = 0;
        strongest = 0;
        int negator = NEVER;
        int read = 0;
        for (int n = 0; n < tokens.notables; n++) {
            int i = tokens.notable[n];
            if (i < read || tokens.kind[i] == Tokens.CASHTAG) {
                continue;
            }
            int found = lexicon.longest(tokens, i);
            int words = found == Lexicon.NONE ? 1 : Lexicon.words(found);
            boolean isInReach = i - negator <= NEGATED_WORDS && !isBroken(tokens, negator, i);
            boolean negates = negates(tokens, i, words);
            if (found != Lexicon.NONE) {
                note(i, i + words, found, isInReach && (!negates || words == 1));
            }
            if (negates && words == 1) {
                negator = isInReach ? NEVER : i;
            }
            read = i + words;
        }
        for (int hit = 0; hit < count; hit++) {
            if (Lexicon.isMovement(match[hit])) {
                weigh(tokens, hit);
            }
        }
        sum();
    }

    private void note(int from, int to, int found, boolean turned) {
        if (Lexicon.isPromotion(found)) {
            promotion++;
        } else {
            int weight = 2 * Lexicon.weight(found);
            add(from, to, found, turned ? -weight / 2 : weight);
        }
    }

    /** Whether one of the words from {@code from} on is a negation, so that the entry tells of it already. */
    private static boolean negates(Tokens tokens, int from, int words) {
        for (int i = from; i < from + words; i++) {
            if (tokens.isWord(i, WordClass.NEGATOR)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a clause ends after {@code from} and before or at {@code to}. */
    private static boolean isBroken(Tokens tokens, int from, int to) {
        for (int i = from + 1; i <= to; i++) {
            if (tokens.is(i, Tokens.BREAK)) {
                return true;
            }
        }
        return false;
    }

    private void weigh(Tokens tokens, int hit) {
        int burden =
                isBurdenBeside(tokens, hit, hit - 1) ? hit - 1 : isBurdenBeside(tokens, hit, hit + 1) ? hit + 1 : -1;
        if (burden >= 0) {
            value[hit] = -value[hit];
            value[burden] = 0;
        }
    }

    private boolean isBurdenBeside(Tokens tokens, int hit, int other) {
        if (other < 0 || other >= count || !Lexicon.isBurden(match[other])) {
            return false;
        }
        int from = Math.min(end[hit], end[other]);
        int to = Math.max(token[hit], token[other]);
        if (to - from >= BESIDE) {
            return false;
        }
        return !isBroken(tokens, from - 1, to);
    }

    private void sum() {
        for (int hit = 0; hit < count; hit++) {
            int weight = value[hit];
            positive += Math.max(weight, 0);
            negative += Math.max(-weight, 0);
            strongest = Math.max(strongest, Math.abs(weight));
            neutral += Lexicon.weight(match[hit]) == 0 && !Lexicon.isBurden(match[hit]) ? 1 : 0;
        }
    }

    private void add(int from, int to, int found, int weight) {
        if (count == token.length) {
            int size = count * 2;
            token = Arrays.copyOf(token, size);
            end = Arrays.copyOf(end, size);
            value = Arrays.copyOf(value, size);
            match = Arrays.copyOf(match, size);
        }
        token[count] = from;
        end[count] = to;
        match[count] = found;
        value[count++] = weight;
    }
}
