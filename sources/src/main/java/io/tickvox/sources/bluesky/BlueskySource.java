package io.tickvox.sources.bluesky;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.HandshakeRefused;
import io.tickvox.sources.net.Socket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Bluesky's Jetstream, version 1: one socket with every post of the network. It is resumed by time, a few seconds before
 * the last event, because relays do not send in strict order; what comes again is recognised and left out. Jetstream keeps
 * 36 hours and begins silently at their start if asked for more.
 */
final class BlueskySource implements LiveSource {
    static final String CURSOR = "time_us";

    private static final Logger LOG = LoggerFactory.getLogger(BlueskySource.class);
    private static final Duration REPLAY = Duration.ofHours(36);
    private static final Duration REWIND = Duration.ofSeconds(5);
    private static final Duration CHECK = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration BRIEF = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** After so many messages none of which could be unpacked, it is the dictionary that does not fit. */
    private static final int MOST_PACKED = 16;

    private static final String STREAM = "jetstream";
    private static final String NO_KEY_NEEDED = "No key is needed: the address may be blocked";

    private final List<URI> hosts;
    private final SourceEnvironment environment;
    private final Mapper mapper = new JetstreamMapper();
    private final RecentEvents recent = new RecentEvents();
    private final @Nullable ZstdFrames zstd;
    private int turn;
    /** Messages that could not be unpacked, while none could. */
    private int packed;

    /** The newest event of the last connection that fell silent while it replayed. */
    private @Nullable Instant endedAt;

    BlueskySource(SourceSettings settings, SourceEnvironment environment) {
        this.hosts = Stream.of(settings.text(SourceOption.BASE_URL).split(","))
                .map(host -> URI.create(host.strip()))
                .toList();
        this.environment = environment;
        this.zstd = settings.find(BlueskyFactory.DICTIONARY)
                .map(file -> ZstdFrames.of(Path.of(file)))
                .orElse(null);
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        URI host = hosts.get(turn++ % hosts.size());
        Instant oldest = intake.now().minus(REPLAY);
        try (Socket socket = connect(host, cursor(from), intake)) {
            BlueskyProgress progress = new BlueskyProgress(from, intake.now(), freshness());
            Instant newest = progress.newest();
            intake.complete(newest.isBefore(oldest) ? oldest : newest, "posts of " + host.getHost());
            while (true) {
                Socket.Frame frame = socket.next(progress.isPresent() ? IDLE : BRIEF);
                if (frame != null) {
                    progress.heard(intake.now());
                    take(frame, progress, intake);
                } else if (!progress.isPresent()) {
                    waitForMore(host, progress, intake);
                } else if (progress.isStill(intake.now())) {
                    throw new IOException(host.getHost() + " answers, but has sent nothing for "
                            + BlueskyProgress.LIFE.toSeconds() + " s");
                } else {
                    progress.idle();
                }
                intake.advance(progress.position());
            }
        }
    }

    /** What is replayed has paused. Where it stays so for long, and another connection has nothing more either, that is all. */
    private void waitForMore(URI host, BlueskyProgress progress, Intake intake)
            throws IOException, InterruptedException {
        if (!progress.isSilent(intake.now())) {
            intake.sleep(PAUSE);
        } else if (progress.newest().equals(endedAt) && progress.replays()) {
            progress.ended(intake.now());
        } else {
            endedAt = progress.newest();
            throw new IOException(host.getHost() + " has sent nothing for a while, and what it sent ends at "
                    + endedAt.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        List<URI> others = hosts.subList(1, hosts.size());
        try {
            return check(hosts.get(0), intake);
        } catch (SourceFailure | IOException e) {
            for (URI other : others) {
                try {
                    return check(other, intake);
                } catch (SourceFailure | IOException alike) {
                    e.addSuppressed(alike);
                }
            }
            throw e;
        }
    }

    private String check(URI host, Intake intake) throws SourceFailure, IOException, InterruptedException {
        try (Socket socket = connect(host, null, intake)) {
            Socket.Frame frame = socket.next(CHECK);
            return host.getHost() + (frame == null ? " answers, and is quiet" : " answers and sends events");
        }
    }

    private Socket connect(URI host, @Nullable Long cursor, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        String base = host.toString().replaceFirst("/$", "");
        URI uri = URI.create(base + "/subscribe?wantedCollections=" + JetstreamMapper.POST
                + (cursor == null ? "" : "&cursor=" + cursor) + (zstd == null ? "" : "&compress=true"));
        try {
            return environment.web().connect(uri, Map.of());
        } catch (HandshakeRefused e) {
            throw Refusals.of(e.answer(), String.valueOf(host.getHost()), NO_KEY_NEEDED, intake.clock());
        }
    }

    private static Long cursor(Position from) {
        Optional<Long> last = from.cursor(CURSOR).map(Long::valueOf);
        return last.map(micros -> micros - ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(REWIND)))
                .orElseGet(() -> ChronoUnit.MICROS.between(Instant.EPOCH, from.upTo()));
    }

    private void take(Socket.Frame frame, BlueskyProgress progress, Intake intake) throws IOException {
        byte[] payload = frame.binary() ? unpacked(frame.bytes()) : frame.bytes();
        JsonNode event;
        try {
            event = Json.parse(payload);
        } catch (UnreadableException e) {
            intake.land(Channel.POSTS, STREAM, payload);
            return;
        }
        String key = RecentEvents.key(event);
        if (key == null || !recent.contains(key)) {
            Envelope envelope = Envelope.json("bluesky", STREAM, intake.now(), payload);
            if (isWanted(envelope)) {
                intake.land(Channel.POSTS, envelope);
            } else {
                intake.skipped(1);
            }
            if (key != null) {
                recent.add(key);
            }
        }
        Long micros = Json.number(event, CURSOR);
        if (micros != null) {
            progress.seen(micros, intake.now());
        }
    }

    /** The event in {@code frame}; {@code frame} itself if it cannot be unpacked, unless none ever could. */
    private byte[] unpacked(byte[] frame) throws IOException {
        IOException failure;
        try {
            if (zstd != null) {
                byte[] event = zstd.decompress(frame);
                packed = Integer.MIN_VALUE;
                return event;
            }
            failure = new IOException("Compressed events without having been asked for");
        } catch (IOException e) {
            failure = new IOException("Events cannot be unpacked: check sources.bluesky.dictionary", e);
        }
        if (++packed > MOST_PACKED) {
            throw failure;
        }
        return frame;
    }

    /**
     * Whether an event is landed: what becomes a record, but no post that cannot be about a ticker; a change of a post in any
     * case, since what it was before may have been about one. So is what fails here: it is for the pipeline to reject.
     */
    private boolean isWanted(Envelope envelope) {
        boolean[] wanted = {false};
        try {
            mapper.map(envelope, "", record -> wanted[0] |= isWanted(record));
        } catch (RuntimeException e) {
            LOG.warn("An event of Bluesky cannot be looked at; it is landed as it is", e);
            return true;
        }
        return wanted[0];
    }

    private boolean isWanted(Normalised record) {
        return !(record instanceof Post post)
                || post.version() > 0
                || environment.linkable().test(post);
    }
}
