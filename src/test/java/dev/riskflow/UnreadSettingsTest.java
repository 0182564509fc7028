package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.flow.browser.PublicSettings;
import dev.riskflow.flow.life.FlowSettings;
import dev.riskflow.web.callers.SecuritySettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockPropertySource;

/** What nothing reads is named, however it was set and spelt; what is read is not. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadSettingsTest {

    @Test
    void misspeltVariablesAreNamed(CapturedOutput output) {
        start(Map.of("RISKFLOW_FLOW_LINKLIVETIME", "of-a-secret", "RISKFLOW_FLOWS_ON", "true"));

        assertThat(output)
                .contains("Nothing reads the setting riskflow.flow.linklivetime:")
                .contains("Nothing reads the setting riskflow.flows.on:")
                .doesNotContain("of-a-secret");
    }

    @Test
    void misspeltPropertiesAreNamed(CapturedOutput output) {
        StandardEnvironment environment = environment(Map.of());
        environment
                .getPropertySources()
                .addFirst(new MockPropertySource("a file")
                        .withProperty("riskflow.flow.link-livetime", "30m")
                        .withProperty("riskflow.flow.link-lifetime", "30m")
                        .withProperty("spring.whatever", "true"));
        start(environment);

        assertThat(output.getAll().lines().filter(line -> line.contains("Nothing reads")))
                .singleElement()
                .asString()
                .contains("riskflow.flow.link-livetime:");
    }

    @Test
    void whatIsReadIsNotNamedInWhateverSpelling(CapturedOutput output) {
        start(Map.of(
                "RISKFLOW_FLOW_LINK_LIFETIME", "30m",
                "RISKFLOW_SECURITY_CLIENTS_SHOP_SECRET", "{noop}of-a-shop",
                "RISKFLOW_SECURITY_CLIENTS_SHOP_ROLES_0", "FRONTEND",
                "RISKFLOW_RETURNURLS_0", "http://localhost",
                "RISKFLOW_UNSET", "",
                "RISKFLOW_PORT", "tcp://10.0.0.1:80",
                "RISKFLOW_PORT_80_TCP_ADDR", "10.0.0.1",
                "RISKFLOW_SERVICE_HOST", "10.0.0.1",
                "RISKFLOWER_SIZE", "3"));

        assertThat(output).doesNotContain("Nothing reads");
    }

    private static void start(Map<String, Object> variables) {
        start(environment(variables));
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return environment;
    }

    private static void start(StandardEnvironment environment) {
        new SpringApplicationBuilder(Service.class)
                .environment(environment)
                .properties(
                        "spring.config.name=none",
                        "riskflow.public-url=http://localhost",
                        "spring.main.web-application-type=none")
                .run()
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({PublicSettings.class, FlowSettings.class, SecuritySettings.class})
    @Import(UnreadSettings.class)
    static class Service {}
}
