package io.tickvox.sources.file;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to replay, and how.
 *
 * @param posts files of posts of X: API v1.1 objects one a line, API v2 pages one a line or one a file
 * @param prices CSV files of daily prices
 * @param symbols whose prices land; all if empty. Posts always land whole
 * @param workDirectory where posts that are out of order are sorted; its sub-folders {@code replay-*} belong to the replay
 */
public record ReplayPlan(List<Path> posts, List<Path> prices, Set<String> symbols, Speed speed, Path workDirectory) {
    public ReplayPlan {
        posts = List.copyOf(posts);
        prices = List.copyOf(prices);
        symbols =
                symbols.stream().map(symbol -> symbol.toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(workDirectory, "workDirectory");
        if (posts.isEmpty() && prices.isEmpty()) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT, "Nothing to replay: name files with --posts, --prices or both");
        }
    }
}
