package io.tickvox.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.kinesis.KinesisFactory;
import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceSettings;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveSourcesTest {
    @Test
    void sayWhatTheyBring() {
        assertThat(LiveSources.all().stream()
                        .map(SourceFactory::info)
                        .collect(Collectors.toMap(SourceInfo::name, SourceInfo::covers)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bluesky", Coverage.POSTS,
                        "stocktwits", Coverage.POSTS,
                        "x", Coverage.POSTS,
                        "reddit", Coverage.POSTS,
                        "x-compliance", Coverage.DELETIONS,
                        "yahoo", Coverage.PRICES,
                        "yahoo-stream", Coverage.PRICES,
                        "coinbase", Coverage.PAIR_PRICES,
                        "finnhub", Coverage.PRICES,
                        "kinesis", Coverage.POSTS_AND_PRICES));
    }

    @ParameterizedTest
    @CsvSource({
        "x/v1.1, POSTS",
        "bluesky/jetstream, POSTS",
        "finnhub/trades, PRICES",
        "coinbase/matches, PRICES",
        "no/such, POSTS_AND_PRICES",
        "nothing, POSTS_AND_PRICES"
    })
    void kinesisBringsWhatItsRecordsHold(String payload, Coverage covers) {
        assertThat(new KinesisFactory()
                        .info(new SourceSettings(Map.of("payload", payload)))
                        .covers())
                .isEqualTo(covers);
    }
}
