package io.tickvox.sources.file;

import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.PartitionedLanding;
import io.tickvox.sources.ReplayPosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lands the lines of files as they stand, each once, in the order of the posts' own times. Lines of equal time keep the
 * order of the files and of the lines in them, so that each attempt at a replay lands the same sequence, and an attempt that
 * was killed is resumed by the next. A line that is not what it should be lands like any other and is rejected later, with
 * its place. A file that is cut off lands as far as it can be read.
 *
 * <p>When paced, posts and prices share one timeline that begins with the first post landed: prices from before land at once,
 * and so do prices from after the last post.
 */
public final class FileReplay {
    /** Heap that posts out of order may take; more of them are sorted on disk. */
    private static final long SORT_MEMORY_BYTES = 64L << 20;

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final int RUN_BYTES = 8;

    private final ReplayPlan plan;
    private final Clock clock;
    private final Pacer pacer;
    private final List<InputFile> posts;
    private final List<InputFile> prices;
    private final Map<InputFile, PriceRows.Header> headers;
    private volatile boolean cancelled;

    private FileReplay(
            ReplayPlan plan,
            Clock clock,
            Pacer pacer,
            List<InputFile> posts,
            List<InputFile> prices,
            Map<InputFile, PriceRows.Header> headers) {
        this.plan = plan;
        this.clock = clock;
        this.pacer = pacer;
        this.posts = posts;
        this.prices = prices;
        this.headers = headers;
    }

    /**
     * Looks at the files of {@code plan}, and lands nothing yet.
     *
     * @param clock says when a line is observed
     * @throws TickvoxException if a file is absent, cannot be opened, or is no price file where one should be
     */
    public static FileReplay open(ReplayPlan plan, Clock clock, Pacer pacer) {
        List<InputFile> posts = new ArrayList<>();
        for (Path path : plan.posts()) {
            posts.add(InputFile.of(path, posts.size()));
        }
        List<InputFile> prices = new ArrayList<>();
        Map<InputFile, PriceRows.Header> headers = new HashMap<>();
        for (Path path : plan.prices()) {
            InputFile file = InputFile.of(path, prices.size());
            prices.add(file);
            headers.put(file, PriceRows.Header.of(file));
        }
        return new FileReplay(plan, clock, pacer, posts, prices, headers);
    }

    /** Identity of what is replayed: 16 hexadecimal digits, the same whenever the same files are named in the same order. */
    public String fingerprint() {
        StringBuilder identity = new StringBuilder("1\n");
        posts.forEach(
                file -> identity.append("posts ").append(file.positionPrefix()).append('\n'));
        prices.forEach(
                file -> identity.append("prices ").append(file.positionPrefix()).append('\n'));
        new TreeSet<>(plan.symbols())
                .forEach(symbol -> identity.append("symbol ").append(symbol).append('\n'));
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest(identity.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, RUN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Lands what {@code from} says has not landed, then a heartbeat with the newest time on every partition, and returns
     * when all is durable.
     *
     * @param progress told about every thousand lines
     * @throws TickvoxException if Kafka fails or there is no room to sort; damaged files are told in the result
     */
    public ReplayResult land(
            PartitionedLanding landing, ReplayPosition from, Consumer<? super ReplayProgress> progress) {
        long bytesTotal = bytes(posts) + bytes(prices);
        long latest = clock.instant().plus(CLOCKS_DIFFER).toEpochMilli();
        try (SpillDirectory directory = new SpillDirectory(plan.workDirectory());
                OrderedFiles orderedPosts = OrderedFiles.of(
                        posts,
                        file -> new PostRows(file, PostRows.isDocument(file), latest),
                        new RowSorter(directory, SORT_MEMORY_BYTES, OrderedFiles.FAN_IN),
                        () -> cancelled,
                        read -> progress.accept(new ReplayProgress(read, bytesTotal, 0, 0)));
                OrderedFiles orderedPrices = OrderedFiles.of(
                        prices,
                        file -> new PriceRows(file, header(file), plan.symbols()),
                        new RowSorter(directory, SORT_MEMORY_BYTES, OrderedFiles.FAN_IN),
                        () -> cancelled,
                        read -> progress.accept(new ReplayProgress(bytes(posts) + read, bytesTotal, 0, 0)))) {
            ReplayRun run = new ReplayRun(
                    landing,
                    from,
                    clock,
                    new Timeline(plan.speed(), pacer),
                    () -> cancelled,
                    lane(Channel.POSTS, Layout.POST, posts, orderedPosts, landing),
                    lane(Channel.QUOTES, Layout.DAILY_PRICE, prices, orderedPrices, landing));
            long lines = orderedPosts.count() + orderedPrices.count();
            return run.land(landed -> progress.accept(new ReplayProgress(bytesTotal, bytesTotal, landed, lines)));
        }
    }

    private static ReplayRun.Lane lane(
            Channel channel, Layout layout, List<InputFile> files, OrderedFiles ordered, PartitionedLanding landing) {
        return new ReplayRun.Lane(channel, layout, files, ordered, landing.partitions(channel));
    }

    /** Makes {@link #land} return soon, with what has landed by then; may be called by any thread. */
    public void cancel() {
        cancelled = true;
    }

    private PriceRows.Header header(InputFile file) {
        PriceRows.@Nullable Header header = headers.get(file);
        if (header == null) {
            throw new IllegalStateException("No header of " + file);
        }
        return header;
    }

    private static long bytes(List<InputFile> files) {
        return files.stream().mapToLong(InputFile::size).sum();
    }
}
