package io.tickvox.bench;

import java.util.Locale;

/**
 * What some work took.
 *
 * @param posts worked through
 * @param seconds from start to end
 * @param cpuSeconds of this process and its children
 * @param heapBytes largest heap in use seen
 * @param residentBytes largest resident memory seen, of this process and its children; what the children share is counted
 *     once
 */
record Usage(long posts, double seconds, double cpuSeconds, long heapBytes, long residentBytes) {
    private static final double MIB = 1 << 20;

    double postsPerSecond() {
        return posts / seconds;
    }

    double cpuMicrosPerPost() {
        return cpuSeconds * 1e6 / posts;
    }

    /** One line of the report. */
    String line(String name) {
        return String.format(
                Locale.ROOT,
                "%-34s %,12.0f posts/s %8.2f CPU us/post %8.1f s %8.0f MiB heap %8.0f MiB resident",
                name,
                postsPerSecond(),
                cpuMicrosPerPost(),
                seconds,
                heapBytes / MIB,
                residentBytes / MIB);
    }
}
