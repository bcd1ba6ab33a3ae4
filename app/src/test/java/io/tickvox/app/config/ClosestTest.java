package io.tickvox.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class ClosestTest {
    private static final List<String> KNOWN = List.of("replay", "run", "demo", "export");

    @org.junit.jupiter.api.Test
    void findsTheWordThatWasMeant() {
        assertThat(Closest.to("rpelay", KNOWN)).contains("replay");
        assertThat(Closest.to("Exprt", KNOWN)).contains("export");
        assertThat(Closest.to("completely-else", KNOWN)).isEmpty();
    }

    @Property
    void countsSlipsAlikeInBothDirections(
            @ForAll @AlphaChars @StringLength(max = 8) String a, @ForAll @AlphaChars @StringLength(max = 8) String b) {
        assertThat(Closest.slips(a, b)).isEqualTo(Closest.slips(b, a)).isBetween(0, Math.max(a.length(), b.length()));
        assertThat(Closest.slips(a, b) == 0).isEqualTo(a.equals(b));
    }
}
