package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.servlet.Session;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Whoever writes a number alone means seconds, minutes or days. */
class DurationsWithUnitsTest {

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(Settings.class, DurationsWithUnits.class);

    @ParameterizedTest
    @ValueSource(strings = {"5", " 60000 ", "-1"})
    void aNumberAloneIsRefused(String number) {
        service.withPropertyValues("riskflow.sample.timeout=" + number)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(UnusableSetting.class)
                        .hasMessageContaining("riskflow.sample.timeout must have a unit"));
    }

    @Test
    void alsoInAVariable() {
        service.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("RISKFLOW_SAMPLE_TIMEOUT", "5"))))
                .run(context -> assertThat(context).getFailure().rootCause().isInstanceOf(UnusableSetting.class));
    }

    /** Compose files and charts write so. */
    @Test
    void alsoBehindAPlaceholder() {
        service.withPropertyValues("riskflow.sample.timeout=${timeout}", "timeout=60")
                .run(context -> assertThat(context).getFailure().rootCause().isInstanceOf(UnusableSetting.class));
    }

    @ParameterizedTest
    @CsvSource({"5s, PT5S", "250ms, PT0.25S", "PT3M, PT3M", "30d, PT720H", "0, PT0S"})
    void whatHasAUnitOrIsNothingIsTaken(String text, Duration meant) {
        service.withPropertyValues("riskflow.sample.timeout=" + text)
                .run(context -> assertThat(
                                context.getBean("ours", Session.class).getTimeout())
                        .isEqualTo(meant));
    }

    /** Each has a unit of its own: a session's time-out is in seconds. */
    @Test
    void othersSettingsAreReadAsTheirsAre() {
        service.withPropertyValues("server.servlet.session.timeout=5")
                .run(context -> assertThat(
                                context.getBean("others", Session.class).getTimeout())
                        .isEqualTo(Duration.ofSeconds(5)));
    }

    @EnableConfigurationProperties
    static class Settings {

        @Bean
        @ConfigurationProperties("riskflow.sample")
        Session ours() {
            return new Session();
        }

        @Bean
        @ConfigurationProperties("server.servlet.session")
        Session others() {
            return new Session();
        }
    }
}
