package io.tickvox.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes posts as X API v1.1 sends them, about 1.1 KB each: one in ten a repost, one in twenty a copy of a line sent shortly
 * before. A function of its seed.
 *
 * <p>A few thousand posts are written out at the start; each post sent is one of them with its number, time and words put
 * in, so that making a post costs little more than copying it.
 */
final class PostGenerator {
    private static final int TEMPLATES = 4_096;
    private static final int RECENT = 2_048;
    private static final int ONE_IN_COPIES = 20;
    private static final int ONE_IN_REPOSTS = 10;
    private static final long FIRST_ID = 400_000_000_000_000_000L;
    private static final long ID_STEP = 4_096;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss xx yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final SplittableRandom random;
    private final List<PostTemplate> templates = new ArrayList<>();
    private final byte[][] recent = new byte[RECENT][];
    private final Instant start;
    private final double perSecond;
    private long sent;
    private long distinct;
    private long mentions;
    private long reposts;
    private long bytes;
    private long second = -1;
    private byte[] time = {};

    /**
     * @param symbols that posts speak of; the first ones oftener
     * @param start when the first post was written
     * @param perSecond posts written in a second of their own time
     */
    PostGenerator(long seed, List<String> symbols, Instant start, double perSecond) {
        this.random = new SplittableRandom(seed);
        this.start = start;
        this.perSecond = perSecond;
        for (int i = 0; i < TEMPLATES; i++) {
            templates.add(PostTemplate.of(random, symbols, i % ONE_IN_REPOSTS == 0));
        }
    }

    /** The next line. */
    byte[] next() {
        sent++;
        if (distinct > RECENT && random.nextInt(ONE_IN_COPIES) == 0) {
            byte[] again = recent[random.nextInt(RECENT)];
            bytes += again.length;
            return again;
        }
        PostTemplate template = templates.get(random.nextInt(TEMPLATES));
        byte[] post = template.fill(
                id(distinct), id(Math.max(0, distinct - 1 - random.nextInt(RECENT))), time(), random.nextLong());
        recent[(int) (distinct % RECENT)] = post;
        distinct++;
        mentions += template.symbols();
        reposts += template.repost() ? 1 : 0;
        bytes += post.length;
        return post;
    }

    /** Lines made so far. */
    long sent() {
        return sent;
    }

    /** Posts among them, each counted once. */
    long distinct() {
        return distinct;
    }

    /** Pairs of a post, counted once, and a symbol that it has as a cashtag. */
    long mentions() {
        return mentions;
    }

    long reposts() {
        return reposts;
    }

    long bytes() {
        return bytes;
    }

    /** When the newest post was written. */
    Instant newest() {
        return start.plusSeconds(Math.max(0, second));
    }

    private static byte[] id(long number) {
        return Long.toString(FIRST_ID + number * ID_STEP).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] time() {
        long now = (long) (distinct / perSecond);
        if (now != second) {
            second = now;
            time = TIME.format(start.plusSeconds(now)).getBytes(StandardCharsets.US_ASCII);
        }
        return time;
    }
}
