package io.tickvox.testkit.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A request and the means to answer it; meets the fault it was given by itself. */
public final class Exchange {
    private static final Duration CLOCK_ERROR = Duration.ofHours(3);

    private final Socket connection;
    private final Request request;
    private final @Nullable Fault fault;
    private final Clock clock;

    Exchange(Socket connection, Request request, @Nullable Fault fault, Clock clock) {
        this.connection = connection;
        this.request = request;
        this.fault = fault;
        this.clock = clock;
    }

    public Request request() {
        return request;
    }

    /** What this exchange suffers; null if nothing. */
    public @Nullable Fault fault() {
        return fault;
    }

    /** The same, suffering nothing. */
    public Exchange sound() {
        return new Exchange(connection, request, null, clock);
    }

    public boolean suffers(Fault which) {
        return fault == which;
    }

    /**
     * Refuses if that is the fault, with the API's own way of saying that it is limited.
     *
     * @param limited headers of a 429 that says when to come back
     * @return whether it has refused
     */
    public boolean refuses(Map<String, String> limited, String limitedBody) throws IOException {
        if (fault == null || !fault.isRefusal()) {
            return false;
        }
        switch (fault) {
            case UNAUTHORIZED -> write(401, Map.of("Content-Type", "application/json"), "{\"error\":\"unauthorized\"}");
            case FORBIDDEN_PAGE ->
                write(
                        403,
                        Map.of("Content-Type", "text/html"),
                        "<!DOCTYPE html><html><title>Just a moment...</title></html>");
            case RATE_LIMITED -> write(429, limited, limitedBody);
            case RATE_LIMITED_BARE -> write(429, Map.of("Content-Type", "text/plain"), "Too Many Requests\r\n");
            case SERVER_ERROR -> write(500, Map.of("Content-Type", "text/html"), "");
            case UNAVAILABLE -> write(503, Map.of("Content-Type", "text/html"), "<html>503 Service Unavailable</html>");
            default -> throw new IllegalStateException(fault + " is no refusal");
        }
        return true;
    }

    /** Answers, in whole or with the fault. */
    public void reply(int status, Map<String, String> headers, String body) throws IOException {
        write(status, headers, body);
    }

    /** Answers 200 with JSON. */
    public void json(String body) throws IOException {
        json(Map.of(), body);
    }

    public void json(Map<String, String> headers, String body) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        write(200, all, body);
    }

    /** Waits until the other side gives up. */
    public void stall() throws IOException {
        while (connection.getInputStream().read() >= 0) {
            // Whatever it sends stays unanswered.
        }
    }

    /** Opens the body of an endless answer, in chunks. */
    public Chunks chunks(Map<String, String> headers) throws IOException {
        StringBuilder head = head(200, headers);
        head.append("Transfer-Encoding: chunked\r\n\r\n");
        OutputStream out = connection.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return new Chunks(connection);
    }

    /** Makes a WebSocket of the connection. */
    public FakeSocket upgrade() throws IOException {
        return FakeSocket.accept(connection, request, fault == Fault.STALL);
    }

    private void write(int status, Map<String, String> headers, String body) throws IOException {
        boolean zips = request.header("accept-encoding").contains("gzip")
                && (fault == Fault.TRUNCATED_GZIP || body.length() > 1_000);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] sent = zips ? gzip(bytes) : bytes;
        long announced = sent.length;
        StringBuilder head = head(status, headers);
        if (zips) {
            head.append("Content-Encoding: gzip\r\n");
        }
        if (fault == Fault.TRUNCATED_GZIP) {
            sent = Arrays.copyOf(sent, sent.length / 2);
            announced = sent.length;
        } else if (fault == Fault.DISCONNECT_MID_RECORD) {
            sent = Arrays.copyOf(sent, sent.length / 2);
        } else if (fault == Fault.LONG_CONTENT_LENGTH) {
            announced += 100;
        } else if (fault == Fault.SHORT_CONTENT_LENGTH) {
            announced /= 2;
        }
        head.append("Content-Length: ").append(announced).append("\r\n\r\n");
        OutputStream out = connection.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (fault == Fault.STALL) {
            out.flush();
            stall();
            return;
        }
        out.write(sent);
        out.flush();
    }

    private StringBuilder head(int status, Map<String, String> headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\nConnection: close\r\n");
        Duration error = fault == Fault.WRONG_CLOCK ? CLOCK_ERROR : Duration.ZERO;
        head.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().plus(error).atOffset(ZoneOffset.UTC)))
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
