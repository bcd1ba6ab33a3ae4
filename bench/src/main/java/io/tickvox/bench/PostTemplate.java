package io.tickvox.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A post of X API v1.1 with blanks for its id, its time and some of its words.
 *
 * @param bytes the JSON with its blanks
 * @param ids where the post's id stands
 * @param parents where the id of the post it passes on stands
 * @param times where its time stands
 * @param gaps the words of its text; in a repost each stands twice
 * @param symbols its cashtags
 * @param repost whether it passes on another post
 */
record PostTemplate(
        byte[] bytes, int[] ids, int[] parents, int[] times, List<Words.Gap> gaps, int symbols, boolean repost) {
    private static final String ID = "000000000000000000";
    private static final String PARENT = "111111111111111111";
    private static final String AT = "Thu Jan 01 00:00:00 +0000 1970";
    private static final String TEXT = "\"text\":\"";
    private static final int BITS_A_GAP = 5;

    static PostTemplate of(SplittableRandom random, List<String> all, boolean repost) {
        List<String> symbols = symbols(random, all);
        String subject = symbols.stream().map(symbol -> "$" + symbol).collect(Collectors.joining(" and "));
        String pattern = Words.sentences().get(random.nextInt(Words.sentences().size()));
        Words.Sentence sentence = Words.Sentence.of(pattern, subject);
        String inner = status(random, repost ? PARENT : ID, sentence.text(), symbols, "");
        String json = repost
                ? status(
                        random,
                        ID,
                        "RT @" + screenName(random) + ": " + sentence.text(),
                        symbols,
                        ",\"retweeted_status\":" + inner)
                : inner;
        List<Words.Gap> gaps = new ArrayList<>();
        for (int at = json.indexOf(TEXT); at >= 0; at = json.indexOf(TEXT, at + 1)) {
            int text = json.indexOf(sentence.text(), at);
            if (text >= 0 && text < json.indexOf("\",", at + TEXT.length())) {
                sentence.gaps().forEach(gap -> gaps.add(new Words.Gap(text + gap.at(), gap.kind())));
            }
        }
        return new PostTemplate(
                json.getBytes(StandardCharsets.US_ASCII),
                all(json, ID),
                all(json, PARENT),
                all(json, AT),
                gaps,
                symbols.size(),
                repost);
    }

    /** A post with its blanks filled; {@code words} decides on the words. */
    byte[] fill(byte[] id, byte[] parent, byte[] time, long words) {
        byte[] post = bytes.clone();
        put(post, ids, id);
        put(post, parents, parent);
        put(post, times, time);
        int each = repost ? gaps.size() / 2 : gaps.size();
        for (int i = 0; i < gaps.size(); i++) {
            gaps.get(i).fill(post, (int) (words >>> (i % each * BITS_A_GAP)));
        }
        return post;
    }

    private static void put(byte[] post, int[] places, byte[] value) {
        for (int place : places) {
            System.arraycopy(value, 0, post, place, value.length);
        }
    }

    private static int[] all(String json, String blank) {
        List<Integer> places = new ArrayList<>();
        for (int at = json.indexOf(blank); at >= 0; at = json.indexOf(blank, at + blank.length())) {
            places.add(at);
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** One to three symbols, most often one. */
    private static List<String> symbols(SplittableRandom random, List<String> all) {
        int roll = random.nextInt(10);
        int count = roll < 7 ? 1 : roll < 9 ? 2 : 3;
        List<String> symbols = new ArrayList<>();
        while (symbols.size() < count) {
            double skewed = random.nextDouble() * random.nextDouble();
            String symbol = all.get((int) (skewed * all.size()));
            if (!symbols.contains(symbol)) {
                symbols.add(symbol);
            }
        }
        return symbols;
    }

    private static String screenName(SplittableRandom random) {
        return "trader_" + Integer.toString(random.nextInt(1 << 28), 36);
    }

    private static String status(SplittableRandom random, String id, String text, List<String> symbols, String more) {
        String user = Integer.toString(10_000_000 + random.nextInt(900_000_000));
        String name = screenName(random);
        String tags = symbols.stream()
                .map(symbol -> "{\"text\":\"" + symbol + "\",\"indices\":[" + text.indexOf("$" + symbol) + ","
                        + (text.indexOf("$" + symbol) + symbol.length() + 1) + "]}")
                .collect(Collectors.joining(","));
        return "{\"created_at\":\"" + AT + "\",\"id\":" + id + ",\"id_str\":\"" + id + "\"," + TEXT + text
                + "\",\"source\":\"<a href=\\\"http://example.com/app\\\" rel=\\\"nofollow\\\">App "
                + random.nextInt(40)
                + "</a>\",\"truncated\":false,\"in_reply_to_status_id_str\":null,\"in_reply_to_user_id_str\":null,"
                + "\"user\":{\"id\":" + user + ",\"id_str\":\"" + user + "\",\"name\":\"" + name
                + "\",\"screen_name\":\""
                + name + "\",\"location\":\"\",\"description\":\"Opinions about prices, mostly my own, number "
                + random.nextInt(1 << 20) + ".\",\"followers_count\":" + random.nextInt(20_000) + ",\"friends_count\":"
                + random.nextInt(2_000) + ",\"listed_count\":" + random.nextInt(90)
                + ",\"created_at\":\"Mon Apr 30 16:54:56 +0000 2012\",\"favourites_count\":" + random.nextInt(5_000)
                + ",\"verified\":false,\"statuses_count\":" + random.nextInt(50_000) + ",\"lang\":\"en\"},"
                + "\"geo\":null,\"place\":null" + more + ",\"retweet_count\":" + random.nextInt(50)
                + ",\"favorite_count\":" + random.nextInt(90)
                + ",\"entities\":{\"hashtags\":[],\"symbols\":[" + tags + "],\"urls\":[],\"user_mentions\":[]},"
                + "\"favorited\":false,\"retweeted\":false,\"filter_level\":\"low\",\"lang\":\"en\"}";
    }
}
