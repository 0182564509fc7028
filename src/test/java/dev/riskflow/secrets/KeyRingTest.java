package dev.riskflow.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A key ring that could not seal is refused at the start, without a word of a key. */
@ExtendWith(OutputCaptureExtension.class)
class KeyRingTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 31, 33, 64})
    void aKeyHas32Bytes(int length) {
        String key = Base64.getEncoder().encodeToString(new byte[length]);
        assertIsRefused(
                "main", Map.of("main", Secret.of(key)), "riskflow.secrets.keys.main must be 32 bytes in base64");
    }

    /** Samples, and what somebody typed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "AAECAwQFBgcAAQIDBAUGBwABAgMEBQYHAAECAwQFBgc=",
                "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSBvayE="
            })
    void aKeyThatDoesNotLookRandomIsWarnedOf(String key, CapturedOutput output) {
        new Sealer(new KeyRingSettings("main", Map.of("main", Secret.of(key))));

        assertThat(output)
                .contains("riskflow.secrets.keys.main does not look random")
                .doesNotContain(key);
    }

    @Test
    void oneThatDoesIsNot(CapturedOutput output) {
        new Sealer(
                new KeyRingSettings("main", Map.of("main", Secret.of("3q2+7wABnZ5yKx0hT8fPqLw9c4VgRmUeS1jOaXbYd6E="))));

        assertThat(output).doesNotContain("look random");
    }

    @Test
    void aKeyIsInBase64() {
        assertIsRefused(
                "main",
                Map.of("main", Secret.of("§ecret key")),
                "riskflow.secrets.keys.main must be 32 bytes in base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "A", "a-b", ""})
    void anIdIsPlain(String id) {
        assertIsRefused(
                id, Map.of(id, SealerTest.key((byte) 1)), "riskflow.secrets.keys: a key id is made of a-z and 0-9");
    }

    @Test
    void thePrimaryKeyIsOnTheRing() {
        assertIsRefused(
                "main",
                Map.of("other", SealerTest.key((byte) 1)),
                "riskflow.secrets.primary-key-id names a key that riskflow.secrets.keys does not hold");
    }

    private static void assertIsRefused(String primary, Map<String, Secret> keys, String message) {
        assertThatThrownBy(() -> new Sealer(new KeyRingSettings(primary, keys)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasNoCause();
    }
}
