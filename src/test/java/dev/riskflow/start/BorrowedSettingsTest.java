package dev.riskflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting of Spring Boot's own that can't be worked with is named as one of ours would be, and not repeated. */
@ExtendWith(OutputCaptureExtension.class)
class BorrowedSettingsTest {

    /** The driver would repeat each as it is, but for the first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://riskflow:Hg4tW@localhost:1/riskflow",
                "jdbc:postgresql://riskflow:Hg4tW@localhost:1/riskflow",
                "jdbc:postgresql://riskflow:Hg4tW@localhost/riskflow",
                "jdbc:postgresql://riskflow:Hg4tW/x@localhost/riskflow",
                "jdbc:postgresql:riskflow:Hg4tW@localhost/riskflow",
                "jdbc:postgresql://localhost:1?password=Hg4tW",
                "jdbc:postgresql://localhost:99999/riskflow?password=Hg4tW"
            })
    void databaseThatIsNone(String url, CapturedOutput output) {
        startWith("spring.datasource.url", url);

        assertSaidWithoutTrace("spring.datasource.url must be as in jdbc:postgresql://host:5432/riskflow", output);
        assertThat(output).doesNotContain("Hg4tW");
    }

    @ParameterizedTest
    @CsvSource({
        "spring.flyway.url, postgresql://localhost:1/riskflow, as in jdbc:postgresql:",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri, issuer.example.com/realm, an http or https URL",
        "management.opentelemetry.tracing.export.otlp.endpoint, collector:4318/v1/traces, an http or https URL",
        "management.opentelemetry.tracing.export.otlp.endpoint, '', an http or https URL",
        "management.tracing.sampling.probability, 5, between 0 and 1",
        "management.tracing.sampling.probability, -0.1, between 0 and 1"
    })
    void anyOther(String setting, String value, String expected, CapturedOutput output) {
        startWith(setting, value);

        assertSaidWithoutTrace(setting + " must be " + expected, output);
    }

    private static void startWith(String setting, String value) {
        Map<String, String> settings = FailedStart.settings();
        settings.put("riskflow.security.jwt.audience", "riskflow");
        settings.put(setting, value);
        FailedStart.with(settings);
    }

    private static void assertSaidWithoutTrace(String complaint, CapturedOutput output) {
        assertThat(output).contains("APPLICATION FAILED TO START", complaint).doesNotContain("\tat ");
    }
}
