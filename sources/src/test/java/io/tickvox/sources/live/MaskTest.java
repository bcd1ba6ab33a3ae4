package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskTest {
    private static final SourceInfo INFO = new SourceInfo(
            "odd",
            Coverage.POSTS,
            "nothing",
            List.of(
                    SourceOption.secret("id", "An id."),
                    SourceOption.secret("token", "A token."),
                    SourceOption.secret("pin", "A short one."),
                    SourceOption.text("place", null, "Where.")),
            "");

    private final Mask mask = Mask.of(
            INFO,
            new SourceSettings(Map.of("id", "hunter", "token", "hunter 2/x", "pin", "1", "place", "http://127.0.0.1")));

    @Test
    void hidesCredentialsAsTheyAreAndAsAddressesHoldThem() {
        assertThat(mask.hide("GET http://127.0.0.1/?t=hunter+2%2Fx of hunter, 'hunter 2/x'"))
                .isEqualTo("GET http://127.0.0.1/?t=******** of ********, '********'");
    }

    @Test
    void hidesThemInWhatAFailureSaysAndShowsWhereItWas() {
        assertThat(mask.hide(new IllegalStateException("no", new IllegalArgumentException("hunter 2/x"))))
                .contains("IllegalArgumentException: ********")
                .contains("at io.tickvox");
    }
}
