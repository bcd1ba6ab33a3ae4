package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.store.query.Queries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on loopback with an empty database behind it, and a client for it. */
final class TestServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");
    static final Status STATUS = new Status(
            Instant.parse("2014-01-06T18:30:00Z"),
            List.of(
                    new ComponentStatus("kafka", ComponentStatus.State.UP, "127.0.0.1:9092"),
                    new ComponentStatus("flink", ComponentStatus.State.UP, "2.2.1")),
            List.of(new SourceStatus("x", SourceStatus.State.CATCHING_UP, "2 of 3 files", 123, 1.5, NOW, 12L, 3)),
            new PipelineStatus(
                    "running",
                    NOW,
                    120L,
                    7,
                    NOW,
                    12L,
                    0,
                    List.of(new PipelineStatus.Operator("normalise", 10, 9, 1.5, 3.5)),
                    Map.of("posts", 9L, "rejected", 1L)));

    final HandFeed feed;
    final TestDatabase database = TestDatabase.instance();
    final Server server;
    final HttpClient client = HttpClient.newHttpClient();
    private Status status = STATUS;

    private TestServer(UnaryOperator<ServerSettings> settings, DataSource dataSource, LiveFeed live, HandFeed feed) {
        this.feed = feed;
        server = Server.start(
                settings.apply(ServerSettings.defaults("0.1.0").withAddress("127.0.0.1", 0)),
                new ServerDependencies(
                        new Queries(dataSource),
                        live,
                        () -> status,
                        new TestText(),
                        new TestText(),
                        Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    static TestServer start() {
        return start(settings -> settings);
    }

    static TestServer start(UnaryOperator<ServerSettings> settings) {
        HandFeed feed = new HandFeed();
        return new TestServer(settings, TestDatabase.empty().dataSource(), feed, feed);
    }

    static TestServer start(LiveFeed live) {
        return new TestServer(settings -> settings, TestDatabase.empty().dataSource(), live, new HandFeed());
    }

    /** A server whose database cannot be reached. */
    static TestServer startWithoutDatabase() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setURL("jdbc:postgresql://127.0.0.1:1/none");
        return new TestServer(settings -> settings, nowhere, LiveFeed.none(), new HandFeed());
    }

    void status(Status value) {
        status = value;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The body of a GET that must succeed. */
    JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
    }
}
