package io.tickvox.sources.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import io.tickvox.testkit.fake.FakeJetstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedEventsTest {
    @TempDir
    Path folder;

    @Test
    void areUnpackedWithTheDictionaryAndWithoutTheirSize() throws IOException {
        try (FakeJetstream jetstream = new FakeJetstream(Clock.systemUTC());
                ZstdCompressCtx context = new ZstdCompressCtx()) {
            Path file = folder.resolve("dictionary");
            Files.write(file, jetstream.dictionary());
            context.loadDict(jetstream.dictionary()).setContentSize(false);
            byte[] event = "{\"did\":\"did:plc:a\",\"time_us\":1}".getBytes(StandardCharsets.UTF_8);

            assertThat(ZstdFrames.of(file).decompress(context.compress(event))).isEqualTo(event);
        }
    }
}
