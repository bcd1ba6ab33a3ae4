package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
    private static final String SCRIPT = "/assets/index-Ab12Cd34.js";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ticker/AAPL", "/ticker/BRK.B/", "/ticker/brk.js", "/status", "/status/"})
    void givesThePageForEveryAddressOfItsRouter(String path) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Dashboard under test");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/some/page/of/its/own", "/ticker", "/ticker/A/B", "/status/x", "/assets"})
    void knowsNoOtherAddress(String path) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
    }

    @Test
    void tellsPeopleOnItsOwnPageThatThereIsNoSuchAddress() {
        HttpResponse<String> response = server.get("/no/such/page", "Accept", "text/html,*/*;q=0.8");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("Dashboard under test");
        String etag = server.get("/").headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/no/such/page", "Accept", "text/html", "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void letsBrowsersKeepFilesWithADigestForEver() {
        HttpResponse<String> script = server.get(SCRIPT);
        assertThat(script.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(server.get("/favicon.svg").headers().firstValue("Cache-Control"))
                .hasValue("no-cache");
    }

    @Test
    void sendsNothingWhereTheBrowserHasItAlready() {
        String etag = server.get("/").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.get("/", "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void compressesFilesAndAnswers() throws Exception {
        HttpResponse<byte[]> script = gzip(SCRIPT);
        assertThat(script.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(script.body())).readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo(server.get(SCRIPT).body());
        HttpResponse<byte[]> document = gzip("/openapi.json");
        assertThat(document.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(document.body())).readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo(server.get("/openapi.json").body());
        assertThat(server.get(SCRIPT, "Accept-Encoding", "br;q=0, gzip;q=0")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void answersWhetherSomethingIsThereWithoutSendingIt() {
        HttpResponse<String> head = server.send(server.request("/")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private static HttpResponse<byte[]> gzip(String path) throws Exception {
        return server.client.send(
                server.request(path)
                        .header("Accept-Encoding", "gzip, deflate, br")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
