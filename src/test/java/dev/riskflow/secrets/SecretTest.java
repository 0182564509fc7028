package dev.riskflow.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A secret shows itself to nobody who does not ask for it by name. */
class SecretTest {

    private static final String TEXT = "very-secret";
    private final Secret secret = Secret.of(TEXT);

    @Test
    void isMasked() {
        assertThat(secret).hasToString("***");
        assertThat("" + secret + List.of(secret) + Map.of("a", secret)).doesNotContain(TEXT);
        assertThat(String.format("%s %1$10s", secret)).doesNotContain(TEXT);
        assertThat(new Holder("a", secret)).asString().doesNotContain(TEXT);
    }

    @Test
    void jacksonFindsNothingInIt() {
        assertThat(written(secret)).doesNotContain(TEXT);
        assertThat(written(new Holder("a", secret))).doesNotContain(TEXT);
        assertThat(written(Map.of("a", List.of(secret)))).doesNotContain(TEXT);
    }

    @Test
    void isItsText() {
        assertThat(secret.reveal()).isEqualTo(TEXT);
        assertThat(secret)
                .isEqualTo(Secret.of(TEXT))
                .hasSameHashCodeAs(Secret.of(TEXT))
                .isNotEqualTo(Secret.of(TEXT + " "))
                .isNotEqualTo(TEXT)
                .isNotEqualTo(null);
    }

    @Test
    void theFingerprintIsItsSha256() {
        assertThat(HexFormat.of().formatHex(Secret.of("abc").fingerprint()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRandomOneHasTheBitsAskedFor() {
        assertThat(Secret.random(256).reveal()).matches("[A-Za-z0-9_-]{43}");
        assertThat(Secret.random(256)).isNotEqualTo(Secret.random(256));
    }

    /** Refusing to write it is as good as writing nothing. */
    private static String written(Object value) {
        try {
            return JsonMapper.builder().build().writeValueAsString(value);
        } catch (JacksonException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private record Holder(String name, Secret secret) {}
}
