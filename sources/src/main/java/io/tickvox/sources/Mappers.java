package io.tickvox.sources;

import io.tickvox.model.Envelope;
import io.tickvox.model.Heartbeat;
import io.tickvox.model.Normalised;
import io.tickvox.model.Rejection;
import io.tickvox.sources.account.GonePosts;
import io.tickvox.sources.bluesky.JetstreamMapper;
import io.tickvox.sources.coinbase.CoinbaseMapper;
import io.tickvox.sources.file.PriceCsvMapper;
import io.tickvox.sources.finnhub.FinnhubRestMapper;
import io.tickvox.sources.finnhub.FinnhubTradesMapper;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.Truncation;
import io.tickvox.sources.internal.Utf8;
import io.tickvox.sources.reddit.RedditMapper;
import io.tickvox.sources.stocktwits.StockTwitsMapper;
import io.tickvox.sources.x.XApiMapper;
import io.tickvox.sources.x.XStatusMapper;
import io.tickvox.sources.yahoo.YahooChartMapper;
import io.tickvox.sources.yahoo.YahooQuoteMapper;
import io.tickvox.sources.yahoo.YahooStreamerMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The mapper of all sources: selects by an envelope's source and stream, after what holds for every payload has been seen
 * to: size, text encoding, heartbeats.
 */
public final class Mappers implements Mapper {
    /** Largest payload that is read, in bytes. */
    public static final int MAX_PAYLOAD = 16 << 20;

    private final Mapper xStatus = new XStatusMapper();
    private final Mapper xApi = new XApiMapper();
    private final Mapper reddit = new RedditMapper();
    private final Mapper jetstream = new JetstreamMapper();
    private final Mapper stockTwits = new StockTwitsMapper();
    private final Mapper finnhubTrades = new FinnhubTradesMapper();
    private final Mapper finnhubRest = new FinnhubRestMapper();
    private final Mapper yahooChart = new YahooChartMapper();
    private final Mapper yahooQuote = new YahooQuoteMapper();
    private final Mapper yahooStreamer = new YahooStreamerMapper();
    private final Mapper coinbase = new CoinbaseMapper();
    private final Mapper priceCsv = new PriceCsvMapper();
    private final Mapper gonePosts = new GonePosts();

    private Mappers() {}

    /** A mapper for every stream that Tickvox reads; for use by one thread. */
    public static Mapper standard() {
        return new Mappers();
    }

    /**
     * The stream of {@code source} that {@code payload} looks like, for payloads that come without its name; empty if there
     * is no such source.
     */
    public static String streamOf(String source, byte[] payload) {
        return Streams.of(source, payload);
    }

    /** Where payloads of {@code stream} of {@code source} land; empty if no mapper reads them. */
    public static Optional<Landing.Channel> channelOf(String source, String stream) {
        if (new Mappers().select(source, stream) == null) {
            return Optional.empty();
        }
        return Optional.of(isOfPosts(source) ? Landing.Channel.POSTS : Landing.Channel.QUOTES);
    }

    private static boolean isOfPosts(String source) {
        return switch (source) {
            case "x", "reddit", "bluesky", "stocktwits" -> true;
            default -> false;
        };
    }

    @Override
    public void map(Envelope envelope, String position, Consumer<? super Normalised> out) {
        byte[] bytes = envelope.payload();
        if (bytes.length > MAX_PAYLOAD) {
            new Payload(envelope, position, out)
                    .reject(
                            Rejection.Reason.TOO_LARGE,
                            "Payload of " + bytes.length + " bytes: at most " + MAX_PAYLOAD + " are read");
            return;
        }
        if (Truncation.marks(envelope)) {
            new Payload(envelope, position, out)
                    .reject(
                            Rejection.Reason.TOO_LARGE,
                            "Payload of " + Truncation.length(envelope) + " bytes, of which the first " + bytes.length
                                    + " are kept: at most " + MAX_PAYLOAD + " are read");
            return;
        }
        int fault = Utf8.check(bytes);
        if (fault == Utf8.TEXT && !isBlank(bytes)) {
            mapText(envelope, position, out);
            return;
        }
        Payload payload = new Payload(envelope, position, out);
        if (fault == Utf8.TEXT) {
            payload.reject(Rejection.Reason.EMPTY, "Payload without content");
        } else if (fault == Utf8.CUT) {
            payload.reject(Rejection.Reason.MALFORMED, "Payload ends within a character");
        } else {
            payload.reject(
                    Rejection.Reason.ENCODING,
                    "Payload is not text in UTF-8: byte 0x" + Integer.toHexString(bytes[fault] & 0xff) + " at offset "
                            + fault);
        }
    }

    private void mapText(Envelope envelope, String position, Consumer<? super Normalised> out) {
        if (envelope.contentType().equals(Envelope.HEARTBEAT)) {
            Payload payload = new Payload(envelope, position, out);
            String at = new String(envelope.payload(), StandardCharsets.UTF_8).strip();
            payload.map(0, null, () -> new Heartbeat(payload.source(), Times.ofIso("heartbeat", at)));
            return;
        }
        Mapper mapper = select(envelope.source(), envelope.stream());
        if (mapper == null) {
            new Payload(envelope, position, out)
                    .reject(
                            Rejection.Reason.UNKNOWN_STREAM,
                            "Cannot find a mapper for stream '" + envelope.stream() + "' of source '"
                                    + envelope.source() + "'");
            return;
        }
        mapper.map(envelope, position, out);
    }

    private @Nullable Mapper select(String source, String stream) {
        if (stream.equals(GonePosts.STREAM)) {
            return isOfPosts(source) ? gonePosts : null;
        }
        return switch (source) {
            case "x" -> x(stream);
            case "reddit" -> stream.equals("listing") || stream.equals("thing") ? reddit : null;
            case "bluesky" -> stream.equals("jetstream") ? jetstream : null;
            case "stocktwits" -> stream.equals("symbol") || stream.equals("message") ? stockTwits : null;
            case "finnhub" -> finnhub(stream);
            case "yahoo" -> yahoo(stream);
            case "coinbase" -> stream.equals("matches") ? coinbase : null;
            case "file" -> stream.equals("prices-daily") ? priceCsv : null;
            default -> null;
        };
    }

    private @Nullable Mapper x(String stream) {
        return switch (stream) {
            case "v1.1" -> xStatus;
            case "search", "stream" -> xApi;
            default -> null;
        };
    }

    private @Nullable Mapper finnhub(String stream) {
        if (stream.equals("trades")) {
            return finnhubTrades;
        }
        return FinnhubRestMapper.reads(stream) ? finnhubRest : null;
    }

    private @Nullable Mapper yahoo(String stream) {
        return switch (stream) {
            case "chart" -> yahooChart;
            case "quote" -> yahooQuote;
            case "streamer" -> yahooStreamer;
            default -> null;
        };
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
