package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErrorsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void restore() {
        server.status(TestServer.STATUS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/market?window=2d | Invalid window '2d': expected one of 1h, 1d",
                "/tickers/AAPL/bars?interval=15x | Invalid interval '15x': expected one of 1m, 15m, 1h, 1d",
                "/tickers/AAPL/bars?limit=0 | Invalid limit '0': expected a whole number 1..10000",
                "/tickers/AAPL/bars?limit=10001 | Invalid limit '10001': expected a whole number 1..10000",
                "/tickers/AAPL/bars?limit=ten | Invalid limit 'ten': expected a whole number 1..10000",
                "/tickers/AAPL/bars?limit=99999999999 | Invalid limit '99999999999': expected a whole number 1..10000",
                "/tickers/AAPL/bars?from=yesterday | Invalid from 'yesterday': expected an instant such as 2014-01-02T14:30:00Z or a date such as 2014-01-02",
                "/tickers/AAPL/bars?form=2014-01-02 | Unknown parameter 'form': expected interval, from, to, limit",
                "/tickers/AAPL?limit=1 | Unknown parameter 'limit': expected none",
                "/market?window=1h&window=1d | Invalid window '1d': expected it only once",
                "/tickers/AAPL/bars?to=2014-02-30 | Invalid to '2014-02-30': expected an instant such as 2014-01-02T14:30:00Z or a date such as 2014-01-02",
                "/tickers/AAPL/bars?from=0001-01-01 | Invalid from '0001-01-01': expected a time between 1900 and 2200",
                "/tickers/AAPL/bars?from=2014-01-03&to=2014-01-02 | Invalid to '2014-01-02T00:00:00Z': expected a time not before from, 2014-01-03T00:00:00Z",
                "/tickers/A%20B | Invalid symbol 'A B': expected a ticker such as AAPL or BRK.B",
                "/tickers/%3Cscript%3E/bars | Invalid symbol '<script>': expected a ticker such as AAPL or BRK.B",
                "/tickers/ABCDEFGHIJKLMNOPQ | Invalid symbol 'ABCDEFGHIJKLMNOPQ': expected a ticker such as AAPL or BRK.B",
                "/tickers/AAPL/posts?label=good | Invalid label 'good': expected one of positive, neutral, negative, mixed, unscored",
                "/tickers/AAPL/posts?include=some | Invalid include 'some': expected one of all, originals, scored",
                "/tickers/AAPL/posts?cursor=abc | Invalid cursor 'abc': expected one that a page before gave",
                "/tickers/AAPL/posts?limit=201 | Invalid limit '201': expected a whole number 1..200",
                "/rejections?before=then | Invalid cursor 'then': expected one that a page before gave",
                "/tickers?q=a%00b | Invalid q 'a\0b': expected at most 64 characters, none of them NUL",
                "/posts/x/1/explanation | Invalid symbol '': expected a ticker such as AAPL",
                "/stream?symbols=A,B!,C | Invalid symbols 'B!': expected a ticker such as AAPL or BRK.B"
            })
    void saysWhatIsWrongWithAParameter(String path, String message) {
        HttpResponse<String> response = server.get("/api/v1" + path);
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = JsonMapper.shared().readTree(response.body());
        assertThat(error.get("code").asString()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.get("message").asString()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v2/market",
                "/api/v1/nothing",
                "/nothing.js",
                "/assets/",
                "/assets/none-12345678.js"
            })
    void saysThatThereIsNoSuchThing(String path) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("{\"code\":\"NOT_FOUND\",\"message\":\"Cannot find '" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void takesNothingButReads(String method) {
        HttpResponse<String> response = server.send(server.request("/api/v1/market")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(response.body()).contains("Invalid method '" + method + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/%2e%2e/x",
                "/a%00b.js",
                "/%zz",
                "/assets/..%2f..%2fx.js",
                "/web/../x.js",
                "//x//y"
            })
    void leadsNobodyOutOfTheDashboard(String path) throws Exception {
        assertThat(RawHttp.get(server.server.port(), path, "localhost"))
                .doesNotStartWith("HTTP/1.1 5")
                .satisfiesAnyOf(
                        answer -> assertThat(answer).startsWith("HTTP/1.1 4").contains("{\"code\":"),
                        answer -> assertThat(answer).contains("Dashboard under test"));
    }

    @Test
    void keepsTheStackTraceOfAFaultToTheLog() {
        server.database.execute("alter table listing rename to listing_gone");
        try {
            HttpResponse<String> response = server.get("/api/v1/tickers?q=a");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .matches(
                            "\\{\"code\":\"INTERNAL\",\"message\":\"Cannot answer: a fault in Tickvox, noted in its log as"
                                    + " incident [0-9a-f]{8}\"}");
        } finally {
            server.database.execute("alter table listing_gone rename to listing");
        }
    }

    @Test
    void saysThatTheDatabaseDoesNotAnswer() {
        try (TestServer other = TestServer.startWithoutDatabase()) {
            HttpResponse<String> response = other.get("/api/v1/market");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("POSTGRES_UNAVAILABLE").doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void refusesWhatIsNoHttpInJsonToo() throws Exception {
        assertThat(RawHttp.send(server.server.port(), "GARBAGE\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"code\":\"INVALID_ARGUMENT\"")
                .doesNotContain("Jetty", "Exception");
        assertThat(RawHttp.send(
                        server.server.port(),
                        "GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("{\"code\":\"INVALID_ARGUMENT\"");
    }
}
