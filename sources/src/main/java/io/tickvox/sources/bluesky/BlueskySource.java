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
import tools.jackson.databind.JsonNode;

/**
 * Bluesky's Jetstream, version 1: one socket with every post of the network. It is resumed by time, a few seconds before
 * the last event, because relays do not send in strict order; what comes again is recognised and left out. Jetstream keeps
 * 36 hours and begins silently at their start if asked for more.
 */
final class BlueskySource implements LiveSource {
    static final String CURSOR = "time_us";

    private static final Duration REPLAY = Duration.ofHours(36);
    private static final Duration REWIND = Duration.ofSeconds(5);
    private static final Duration CHECK = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final String NO_KEY_NEEDED = "No key is needed: the address may be blocked";

    private final List<URI> hosts;
    private final SourceEnvironment environment;
    private final Mapper mapper = new JetstreamMapper();
    private final RecentEvents recent = new RecentEvents();
    private final @Nullable ZstdFrames zstd;
    private int turn;

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
            intake.complete(from.upTo().isBefore(oldest) ? oldest : from.upTo(), "posts of " + host.getHost());
            Progress progress = new Progress(from);
            while (true) {
                Socket.Frame frame = socket.next(IDLE);
                if (frame == null) {
                    progress.idle(intake.now());
                } else {
                    take(frame, progress, intake);
                }
                intake.advance(progress.position());
            }
        }
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        URI host = hosts.get(0);
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

    private void take(Socket.Frame frame, Progress progress, Intake intake) throws IOException {
        byte[] payload = frame.bytes();
        if (frame.binary()) {
            if (zstd == null) {
                throw new IOException("Compressed events without having been asked for");
            }
            payload = zstd.decompress(payload);
        }
        Long micros = null;
        try {
            JsonNode event = Json.parse(payload);
            micros = Json.number(event, CURSOR);
            String key = RecentEvents.key(event);
            if (key == null) {
                land(payload, event.has("did"), intake);
            } else if (recent.add(key)) {
                land(payload, false, intake);
            }
        } catch (UnreadableException e) {
            intake.land(Channel.POSTS, "jetstream", payload);
        }
        if (micros != null) {
            progress.seen(micros);
        }
    }

    /** Lands what becomes a record, but no post that cannot be about a ticker; what cannot be read lands too. */
    private void land(byte[] payload, boolean isNoPost, Intake intake) {
        if (isNoPost) {
            intake.skipped(1);
            return;
        }
        Envelope envelope = Envelope.json("bluesky", "jetstream", intake.now(), payload);
        boolean[] wanted = {false};
        mapper.map(envelope, "", record -> wanted[0] |= isWanted(record));
        if (wanted[0]) {
            intake.land(Channel.POSTS, envelope);
        } else {
            intake.skipped(1);
        }
    }

    private boolean isWanted(Normalised record) {
        return !(record instanceof Post post) || environment.linkable().test(post);
    }

    /** How far the events have come. Their times go back and forth a little: the newest counts. */
    private static final class Progress {
        private Position position;
        private long newest;

        Progress(Position from) {
            position = from;
            newest = from.cursor(CURSOR).map(Long::valueOf).orElse(Long.MIN_VALUE);
        }

        void seen(long micros) {
            if (micros > newest) {
                newest = micros;
                Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
                position = new Position(
                        at.isAfter(position.upTo()) ? at : position.upTo(), Map.of(CURSOR, Long.toString(micros)));
            }
        }

        /** Nothing more is waiting: all until a moment ago has been seen. */
        void idle(Instant now) {
            Instant until = now.minus(IDLE);
            if (until.isAfter(position.upTo())) {
                position = position.withUpTo(until);
            }
        }

        Position position() {
            return position;
        }
    }
}
