package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.flow.FailureReason;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.NextStep;
import dev.riskflow.flow.list.Attention;
import dev.riskflow.flow.list.AttentionFilter;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.AccessKind;
import dev.riskflow.token.LossReason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the pages may have to say can be said, in both languages. */
class WordsTest {

    private final Properties english = words("/messages.properties");
    private final Properties german = words("/messages_de.properties");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(german.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void thereAreWordsForEveryStateAndReason() throws ReflectiveOperationException {
        List<String> needed = new ArrayList<>();
        add(needed, "dashboard.status.", FlowStatus.values());
        add(needed, "dashboard.type.", FlowType.values());
        add(needed, "dashboard.reason.", FailureReason.values());
        add(needed, "dashboard.todo.", FailureReason.values());
        add(needed, "dashboard.attention.", AttentionFilter.values());
        add(needed, "dashboard.loss.", LossReason.values());
        add(needed, "dashboard.grant.state.", constants("GrantState"));
        add(needed, "dashboard.request.cause.", constants("RequestCause"));
        add(needed, "dashboard.request.outcome.", constants("RequestOutcome"));
        for (AccessKind kind : AccessKind.values()) {
            needed.add("dashboard.access.action." + kind.name().toLowerCase(Locale.ROOT));
        }
        for (Attention kind : Attention.values()) {
            needed.add("dashboard.attention." + kind.text() + ".why");
            needed.add("dashboard.attention." + kind.text() + ".todo");
        }
        for (ErrorPage error : ErrorPage.values()) {
            String name = error.name().toLowerCase(Locale.ROOT).replace('_', '-');
            needed.add("dashboard.error." + name + ".title");
            needed.add("dashboard.error." + name + ".text");
        }
        for (NextStep next : NextStep.values()) {
            if (next != NextStep.READ_REPORT) { // a link, which has words of its own
                needed.add("dashboard.next." + next.text());
            }
        }
        for (FlowStatus status : FlowStatus.values()) {
            if (status != FlowStatus.FAILED) { // its reason says it
                needed.add("dashboard.todo." + status.text());
            }
        }

        assertThat(english.stringPropertyNames()).containsAll(needed);
    }

    /** Beside times in the zone of whoever looks at them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dashboard.filter.from",
                "dashboard.reports.from",
                "dashboard.reports.to",
                "dashboard.access.from",
                "dashboard.access.to"
            })
    void aDayThatIsAskedForIsSaidToBeOneInUtc(String label) {
        assertThat(List.of(english.getProperty(label), german.getProperty(label)))
                .allMatch(words -> words.contains("UTC"));
    }

    /** What the provider says is shown as it is, whether it makes sense or not. */
    @ParameterizedTest
    @ValueSource(strings = {"dashboard.reports.days", "dashboard.report.months"})
    void aNumberOfTheDocumentIsShownWithItsSign(String key) {
        for (int number : List.of(-30, -1, 0, 1, 2)) {
            assertThat(new MessageFormat(english.getProperty(key), Locale.ENGLISH).format(new Object[] {number}))
                    .startsWith(number + " ");
            assertThat(new MessageFormat(german.getProperty(key), Locale.GERMAN).format(new Object[] {number}))
                    .startsWith(number + " ");
        }
    }

    private static void add(List<String> needed, String prefix, Enum<?>... values) {
        for (Enum<?> value : values) {
            needed.add(prefix + value.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Of the token module's own enums, which tell their stories by name. */
    private static Enum<?>[] constants(String name) throws ReflectiveOperationException {
        Object[] constants = Objects.requireNonNull(
                Class.forName("dev.riskflow.token." + name).getEnumConstants());
        return Arrays.copyOf(constants, constants.length, Enum[].class);
    }

    private static Properties words(String file) {
        Properties words = new Properties();
        try (Reader reader =
                new InputStreamReader(Objects.requireNonNull(WordsTest.class.getResourceAsStream(file)), UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("Could not read " + file, e);
        }
        return words;
    }
}
