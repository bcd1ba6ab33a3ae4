package io.tickvox.bench;

import java.util.Locale;

/**
 * What some work took.
 *
 * @param posts worked through
 * @param seconds from start to end
 * @param cpuSeconds of this process and its children
 * @param childCpuSeconds of {@code cpuSeconds}, the children's: PostgreSQL's
 * @param heapBytes largest heap in use seen
 * @param residentBytes largest resident memory seen, of this process and its children; what the children share is counted
 *     once
 */
record Usage(
        long posts, double seconds, double cpuSeconds, double childCpuSeconds, long heapBytes, long residentBytes) {
    private static final double MICROS = 1e6;
    private static final double MIB = 1 << 20;

    double postsPerSecond() {
        return posts / seconds;
    }

    double cpuMicrosPerPost() {
        return cpuSeconds * MICROS / posts;
    }

    /** One line of the report. */
    String line(String name) {
        return String.format(
                Locale.ROOT,
                "%-31s %,9.0f posts/s %7.2f CPU us/post (%.2f of it PostgreSQL) %7.1f s %6.0f MiB heap %6.0f MiB resident",
                name,
                postsPerSecond(),
                cpuMicrosPerPost(),
                childCpuSeconds * MICROS / posts,
                seconds,
                heapBytes / MIB,
                residentBytes / MIB);
    }
}
