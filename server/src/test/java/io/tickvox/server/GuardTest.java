package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
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
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080"})
    void answersUnderTheNamesOfThisMachine(String host) throws Exception {
        assertThat(RawHttp.get(server.server.port(), "/health", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "192.168.1.5",
                "[::2]"
            })
    void refusesNamesThatMerelyResolveHere(String host) throws Exception {
        for (String path : new String[] {"/health", "/", "/api/v1/stream", "/api/v1/market"}) {
            assertThat(RawHttp.get(server.server.port(), path, host))
                    .startsWith("HTTP/1.1 403")
                    .contains("\"code\":\"FORBIDDEN\"");
        }
    }

    @Test
    void answersUnderAnyNameOnAnAddressForOthers() throws Exception {
        try (TestServer open = TestServer.start(settings -> settings.withAddress("0.0.0.0", 0))) {
            assertThat(RawHttp.get(open.server.port(), "/health", "tickvox.example"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/", "/assets/index-Ab12Cd34.js", "/docs", "/api/v1/none", "/api/v1/market"})
    void keepsBrowsersToThisOrigin(String path) {
        HttpHeaders headers = server.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("script-src", "*", "http");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
    }
}
