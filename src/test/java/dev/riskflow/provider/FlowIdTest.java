package dev.riskflow.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider's contract gives its ids no form: whatever can stand in a path is taken. */
class FlowIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"4711", "-OQx9_a", "_0", "~", "a..b", "8f14e45f-ceea-467f-a9a2-0b4c3c1f0d3e"})
    void whatCanStandInAPathIsOne(String text) {
        assertThat(new FlowId(text).value()).isEqualTo(text);
    }

    @Test
    void itMayBeLong() {
        assertThat(new FlowId("a".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> new FlowId("a".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".a", "a/b", "a b", "a%2Fb", "a;b", "\u00e4", "a\n"})
    void nothingElseIsAndItIsNotRepeated(String text) {
        assertThatThrownBy(() -> new FlowId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a flow id");
    }
}
