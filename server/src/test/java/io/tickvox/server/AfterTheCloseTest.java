package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Between a close and the next open the running session's date lies ahead. */
class AfterTheCloseTest {
    /** Friday at 17:00 New York time, the Saturday after it, and the last minute before Monday. */
    @ParameterizedTest
    @ValueSource(strings = {"2014-01-10T22:00:00Z", "2014-01-11T23:12:00Z", "2014-01-13T04:59:00Z"})
    void theRunningSessionIsAmongTheDays(String at) {
        try (TestServer server = TestServer.start()) {
            server.database.execute(said("1m", at, 4)
                    + said("1d", "2014-01-10T05:00:00Z", 7)
                    + said("1d", "2014-01-13T05:00:00Z", 4)
                    + closed("2014-01-10T05:00:00Z", 80)
                    + closed("2014-01-14T05:00:00Z", 90));
            assertThat(days(server)).containsExactly("2014-01-10T05:00:00Z 7", "2014-01-13T05:00:00Z 4");
        }
    }

    /** The last minute of the session ends with it: none of the next has begun. */
    @ParameterizedTest
    @ValueSource(strings = "2014-01-10T20:59:00Z")
    void theNextSessionIsNotYet(String at) {
        try (TestServer server = TestServer.start()) {
            server.database.execute(
                    said("1m", at, 4) + said("1d", "2014-01-10T05:00:00Z", 7) + closed("2014-01-13T05:00:00Z", 90));
            assertThat(days(server)).containsExactly("2014-01-10T05:00:00Z 7");
        }
    }

    private static Stream<String> days(TestServer server) {
        JsonNode series = server.json("/api/v1/tickers/AAPL/bars?interval=1d");
        return series.get("bars")
                .valueStream()
                .map(bar -> bar.get("start").asString() + " " + bar.get("posts").asInt());
    }

    private static String said(String interval, String start, int posts) {
        return ("insert into sentiment_bar values ('AAPL', '%1$s', '%2$s', %3$d, %3$d, 0, %3$d, %3$d, 0, 0, 0, 0.2, 0.1,"
                        + " 0.15, 1, 0, '{\"x\": %3$d}', true, '%2$s');")
                .formatted(interval, start, posts);
    }

    private static String closed(String start, int close) {
        return ("insert into price_bar values ('AAPL', '1d', '%1$s', %2$d, %2$d, %2$d, %2$d, 1000, 10, %2$d, 'file', true,"
                        + " '%1$s');")
                .formatted(start, close);
    }
}
