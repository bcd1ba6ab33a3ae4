package io.tickvox.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void listsEveryKeyOnce() {
        long declared = SourceKeys.keys().size()
                + ScorerKeys.keys().size()
                + Arrays.stream(Keys.class.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigKey.class)
                        .count();

        assertThat(Keys.all()).doesNotHaveDuplicates().hasSize((int) declared);
        assertThat(Keys.all().stream().map(ConfigKey::name)).doesNotHaveDuplicates();
    }

    @Test
    void hasValidDefaultsAndSentencesAsDescriptions() {
        assertThat(Keys.all()).allSatisfy(key -> {
            if (key.fallback() != null) {
                assertThat(key.type().parse(key.fallback())).isNotNull();
            }
            assertThat(key.description()).endsWith(".");
        });
    }
}
