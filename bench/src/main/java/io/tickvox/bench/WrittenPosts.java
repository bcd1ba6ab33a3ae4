package io.tickvox.bench;

import io.tickvox.text.Document;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Texts of 140 characters by a grammar that has what makes posts as people write them dear to read: names beside tags, rows of
 * tags, people addressed, links, numbers, emoji, words in capitals, words of other languages, texts cut off. To link and score one
 * costs what a post of that length of the stocknet set costs, within a tenth.
 */
@State(Scope.Benchmark)
public class WrittenPosts {
    static final int COUNT = 8_192;
    /** In UTF-16 units. */
    static final int LENGTH = 140;

    private static final Instant CREATED = Instant.parse("2014-06-02T14:30:00Z");
    private static final List<String> SENTENCES = List.of(
            "RT @H: N A V P, says S A: L $",
            "RT @H: W to A in the B of J? $ V P",
            "@H I think $ will A, S U U",
            "N V P after B, W S A L",
            "J: $ Q, $, $, $ L",
            "W our J A: L $ $ $ $",
            "$ V P on B. W is the S to A? L",
            "My J for tomorrow: $ U U #G L",
            "Bought $ at M, S U. B V P! E",
            "$ here, S is U and B V A E",
            "The A S of N's B could A U, but W A it L #G",
            "@H @H S W A $ when B V A??",
            "I A the $ S. Not U, W U. U",
            "N (NASDAQ: Y) V B of M, up from M L $",
            "B ALERT: $ A at M. W J A S L",
            "Why N's S A U: L via @H $",
            "W and S A, the J A of U L");
    private static final List<String> NAMES = List.of(
            "Apple",
            "Google",
            "Facebook",
            "Amazon",
            "Tesla",
            "Netflix",
            "Microsoft",
            "Bank of America",
            "Intel",
            "Wells Fargo",
            "General Electric",
            "Chevron",
            "Boeing",
            "Walmart",
            "Citigroup",
            "Pfizer");
    private static final List<String> SYMBOLS = List.of(
            "AAPL", "GOOG", "FB", "AMZN", "TSLA", "NFLX", "MSFT", "BAC", "INTC", "WFC", "GE", "CVX", "BA", "WMT", "C",
            "PFE", "SPY", "QQQ", "XOM", "T", "CAT", "JPM", "DIS", "TWTR", "YHOO", "GLD", "CMCSA", "BABA", "CELG",
            "GILD", "QZZV", "XYQA");
    private static final List<String> VERBS = List.of(
            "beats",
            "misses",
            "raises",
            "reports",
            "drops after",
            "is testing",
            "could lose",
            "opens near",
            "looks at",
            "has filed for",
            "will not see",
            "doesn't like",
            "is building",
            "shows",
            "unveils",
            "talks about");
    private static final List<String> PHRASES = List.of(
            "higher targets",
            "its new phone",
            "strong volume",
            "the 50 day line",
            "another factory",
            "weak demand",
            "its guidance",
            "record earnings",
            "the lawsuit",
            "a big update",
            "the Senate",
            "profit taking",
            "nothing but air",
            "an old story",
            "heavy put buying",
            "a deal in China");
    private static final List<String> THINGS = List.of(
            "earnings",
            "price action",
            "iPhone sales",
            "oil",
            "revenue",
            "the chart",
            "dividend",
            "Q3 results",
            "market open",
            "short interest",
            "weekly calls",
            "trading",
            "guidance",
            "US retail",
            "gross margin",
            "the CEO",
            "FDA approval",
            "new highs",
            "cloud business");
    private static final List<String> WORDS = List.of(
            "really",
            "people",
            "waiting",
            "again",
            "before",
            "Monday",
            "still",
            "looking",
            "I'm",
            "bulls",
            "story",
            "quietly",
            "everyone",
            "seems",
            "Europe",
            "numbers",
            "question",
            "tomorrow",
            "afternoon",
            "maybe",
            "institutional",
            "Friday's",
            "anybody",
            "today",
            "hope",
            "probably",
            "watching",
            "could've",
            "selling",
            "somewhere",
            "que",
            "para",
            "believe",
            "momentum",
            "interesting",
            "position",
            "support");
    private static final List<String> STARTS = List.of(
            "Check", "See", "Here", "New", "Time", "Great", "Another", "Just", "Free", "Live", "WOW", "Update", "How",
            "Best", "Join", "Can you", "This is", "The one");
    private static final List<String> JOINERS = List.of(
            "Stocks",
            "Top Movers",
            "Trade Ideas",
            "Watch List",
            "Options",
            "Market Recap",
            "Hot Stocks",
            "Breakouts",
            "Long Ideas",
            "News",
            "our team");
    private static final List<String> HANDLES = List.of(
            "trader_joe_99",
            "MarketMaven",
            "chartguy",
            "thebullbear",
            "ValueHunterX",
            "optionsflow",
            "Daily_News",
            "swing4profit");
    private static final List<String> TAGS =
            List.of("stocks", "trading", "Investing", "DayTrading", "oil", "tech", "money");
    private static final List<String> PICTURES =
            List.of("\uD83D\uDE80", "\uD83D\uDCC8", "\uD83D\uDC3B", "\u2026", ":)", "\u2600", "\uD83D\uDE02", "\u00AB");

    private final Document[] documents = new Document[COUNT];

    /** Makes them. */
    public WrittenPosts() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < COUNT; i++) {
            documents[i] = new Document(text(random), "en", List.of(), CREATED);
        }
    }

    Document document(int i) {
        return documents[i & (COUNT - 1)];
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < LENGTH) {
            String sentence = pick(random, SENTENCES);
            for (int i = 0; i < sentence.length(); i++) {
                boolean alone = (i == 0 || !Character.isLetter(sentence.charAt(i - 1)))
                        && (i + 1 == sentence.length() || !Character.isLetter(sentence.charAt(i + 1)));
                text.append(alone ? fill(random, sentence.charAt(i)) : String.valueOf(sentence.charAt(i)));
            }
            text.append(random.nextInt(4) == 0 ? "\n" : " ");
        }
        text.setLength(LENGTH - 1);
        if (Character.isHighSurrogate(text.charAt(LENGTH - 2))) {
            text.setCharAt(LENGTH - 2, ' ');
        }
        return text.append(random.nextInt(4) == 0 ? '.' : '\u2026').toString();
    }

    /** What a letter of a sentence stands for; the character itself if for nothing. */
    private static String fill(SplittableRandom random, char gap) {
        return switch (gap) {
            case '$' -> "$" + pick(random, SYMBOLS);
            case 'Y' -> pick(random, SYMBOLS);
            case 'N' -> pick(random, NAMES);
            case 'V' -> pick(random, VERBS);
            case 'P' -> pick(random, PHRASES);
            case 'B' -> pick(random, THINGS);
            case 'A', 'S' -> pick(random, WORDS);
            case 'W' -> pick(random, STARTS);
            case 'J' -> pick(random, JOINERS);
            case 'H' -> pick(random, HANDLES);
            case 'G' -> pick(random, TAGS);
            case 'E' -> pick(random, PICTURES);
            case 'U' -> pick(random, WORDS) + " " + pick(random, WORDS);
            case 'T' -> "$" + pick(random, SYMBOLS) + " $" + pick(random, SYMBOLS);
            case 'L' ->
                "http://t.co/" + Long.toString(random.nextLong() >>> 13, 36).substring(0, 8);
            case 'M' -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 500);
            case 'Q' -> String.format(Locale.ROOT, "%+.1f%%", random.nextDouble() * 9 - 4);
            default -> String.valueOf(gap);
        };
    }

    private static String pick(SplittableRandom random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
