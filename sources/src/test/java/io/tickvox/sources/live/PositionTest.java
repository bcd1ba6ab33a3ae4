package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Property(tries = 200)
    void isTheSameAfterItWasWritten(@ForAll Map<String, String> cursors, @ForAll long millis) {
        Position position = new Position(Instant.ofEpochMilli(millis % 4_000_000_000_000L), cursors);

        assertThat(Position.parse(position.text())).contains(position);
    }

    @Test
    void isNotReadFromAnythingElse() {
        assertThat(Position.parse("")).isEmpty();
        assertThat(Position.parse("{}")).isEmpty();
        assertThat(Position.parse("{\"up_to\":\"yesterday\"}")).isEmpty();
    }
}
