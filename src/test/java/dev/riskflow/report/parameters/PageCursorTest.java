package dev.riskflow.report.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.provider.FlowId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {

    @Test
    void isReadAsItWasWritten() {
        PageCursor cursor = new PageCursor(Instant.parse("2026-03-01T12:00:00.123456Z"), new FlowId("a.b_c~d-e"));
        assertThat(PageCursor.parse(cursor.toString())).isEqualTo(cursor);
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "!", "MjAyNi0wMy0wMVQxMjowMDowMFo", "eCB4"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> PageCursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
