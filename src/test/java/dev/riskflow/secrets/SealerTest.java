package dev.riskflow.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sealed value opens in its own place with its own key, and nowhere else. */
class SealerTest {

    private static final SealedColumn COLUMN = new SealedColumn("token_grant.code");
    private static final Secret SECRET = Secret.of("the code, with an ü and a \uD83D\uDE00");

    private final Sealer sealer = sealer("new", "new", "old");

    @Test
    void opensWhatItSealed() {
        String sealed = sealer.seal(SECRET, COLUMN, "flow-1");

        assertThat(sealer.open(sealed, COLUMN, "flow-1")).isEqualTo(SECRET);
        assertThat(sealed).startsWith("new:").doesNotContain("code");
        assertThat(new String(Base64.getDecoder().decode(sealed.substring(4)), ISO_8859_1))
                .doesNotContain("code");
    }

    @Test
    void theSameSecretIsNeverSealedTheSameWay() {
        assertThat(sealer.seal(SECRET, COLUMN, "flow-1")).isNotEqualTo(sealer.seal(SECRET, COLUMN, "flow-1"));
    }

    @Test
    void aTokenHasAnyLength() {
        Secret large = Secret.of("x".repeat(1_000_000));
        assertThat(sealer.open(sealer.seal(large, COLUMN, "f"), COLUMN, "f")).isEqualTo(large);
    }

    @Test
    void opensNotInAnotherRow() {
        assertDoesNotOpen(sealer.seal(SECRET, COLUMN, "flow-1"), COLUMN, "flow-2");
    }

    @Test
    void opensNotInAnotherColumn() {
        assertDoesNotOpen(
                sealer.seal(SECRET, COLUMN, "flow-1"), new SealedColumn("token_grant.access_token"), "flow-1");
    }

    @Test
    void rowAndColumnAreNotMixedUp() {
        assertDoesNotOpen(sealer.seal(SECRET, new SealedColumn("a"), "bc"), new SealedColumn("ab"), "c");
    }

    @Test
    void opensNotWhenAltered() {
        String sealed = sealer.seal(SECRET, COLUMN, "flow-1");
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(4));
        for (int place : new int[] {0, 12, bytes.length / 2, bytes.length - 1}) {
            byte[] altered = bytes.clone();
            altered[place] ^= 1;
            assertDoesNotOpen("new:" + Base64.getEncoder().encodeToString(altered), COLUMN, "flow-1");
        }
        assertDoesNotOpen(sealed.substring(0, sealed.length() - 4), COLUMN, "flow-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "new:", "new", "new:****", "new:AAAA", "the plain text", "other:AAAA", ":AAAA"})
    void opensNothingThatIsNoSealedValue(String text) {
        assertDoesNotOpen(text, COLUMN, "flow-1");
    }

    @Test
    void afterARotationTheOldKeyOpensAndTheNewOneSeals() {
        Map<String, Secret> keys = new HashMap<>(Map.of("old", key((byte) 1)));
        String sealedBefore = new Sealer(new KeyRingSettings("old", keys)).seal(SECRET, COLUMN, "flow-1");
        keys.put("new", key((byte) 2));
        Sealer after = new Sealer(new KeyRingSettings("new", keys));

        assertThat(after.open(sealedBefore, COLUMN, "flow-1")).isEqualTo(SECRET);
        assertThat(after.seal(SECRET, COLUMN, "flow-1")).startsWith("new:");

        keys.remove("old");
        Sealer without = new Sealer(new KeyRingSettings("new", keys));
        assertThatThrownBy(() -> without.open(sealedBefore, COLUMN, "flow-1"))
                .isInstanceOf(UnsealableException.class)
                .hasMessage("No such key on the ring: old");
    }

    @Test
    void anotherKeyOfTheSameNameDoesNotOpen() {
        Sealer other = new Sealer(new KeyRingSettings("new", Map.of("new", key((byte) 9))));
        assertThatThrownBy(() -> other.open(sealer.seal(SECRET, COLUMN, "flow-1"), COLUMN, "flow-1"))
                .isInstanceOf(UnsealableException.class);
    }

    private void assertDoesNotOpen(String sealed, SealedColumn column, String row) {
        assertThatThrownBy(() -> sealer.open(sealed, column, row))
                .isInstanceOf(UnsealableException.class)
                .hasMessageNotContaining("the code");
    }

    private static Sealer sealer(String primary, String... ids) {
        Map<String, Secret> keys = new HashMap<>();
        for (String id : ids) {
            keys.put(id, key((byte) id.hashCode()));
        }
        return new Sealer(new KeyRingSettings(primary, keys));
    }

    static Secret key(byte content) {
        return Secret.of(Base64.getEncoder().encodeToString(Digests.sha256(new byte[] {content})));
    }
}
