package dev.riskflow.provider;

import dev.riskflow.RequestTurns;
import dev.riskflow.secrets.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The provider module on its own, as Spring Boot builds it, against a server of the test's. */
final class ProviderUnderTest implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final FlowId FLOW = new FlowId("flow-1");
    static final Secret CODE = Secret.of("code-secret");
    static final Secret ACCESS_TOKEN = Secret.of("access-secret");
    static final Secret REFRESH_TOKEN = Secret.of("refresh-secret");
    static final Secret STATE = Secret.of("state-secret");
    static final URI REDIRECT_URI = URI.create("https://riskflow.example/callback?a=b&c=d");

    private final ConfigurableApplicationContext context;

    private ProviderUnderTest(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Settings that are given as {@code key=value}, without the prefix, win over the defaults. */
    static ProviderUnderTest at(String baseUrl, String... settings) {
        String[] arguments = new String[settings.length + 1];
        arguments[0] = "--riskflow.provider.base-url=" + baseUrl;
        for (int i = 0; i < settings.length; i++) {
            arguments[i + 1] =
                    settings[i].startsWith("spring.") ? "--" + settings[i] : "--riskflow.provider." + settings[i];
        }
        return new ProviderUnderTest(new SpringApplicationBuilder(Module.class)
                .web(WebApplicationType.NONE)
                .properties("riskflow.provider.client-id=client-1", "riskflow.provider.client-secret=client-secret")
                .properties("spring.main.banner-mode=off")
                .run(arguments));
    }

    MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    Health health() {
        return context.getBean(ProviderHealth.class).health();
    }

    RiskReportProvider port() {
        return context.getBean(RiskReportProvider.class);
    }

    WidgetLink createLink() {
        return port().createWidgetLink(oneTimeLink());
    }

    IssuedTokens exchange() {
        return port().exchange(FLOW, CODE, REDIRECT_URI);
    }

    IssuedTokens refresh() {
        return port().refresh(FLOW, REFRESH_TOKEN);
    }

    ReportDocument fetchReport() {
        return port().fetchReport(FLOW, ACCESS_TOKEN);
    }

    static WidgetLinkRequest oneTimeLink() {
        return new WidgetLinkRequest(
                FlowType.ONE_TIME, REDIRECT_URI, STATE, null, null, null, null, null, null, null, null);
    }

    static String fixture(String name) {
        try (InputStream stream = Objects.requireNonNull(ProviderUnderTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration(proxyBeanMethods = false) // out of sight of other tests' component scans
    @EnableConfigurationProperties(ProviderSettings.class)
    @ImportAutoConfiguration({
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        HttpClientAutoConfiguration.class,
        ImperativeHttpClientAutoConfiguration.class,
        RestClientAutoConfiguration.class
    })
    @Import({ProviderClientConfiguration.class, CallMeters.class, ProviderHealth.class})
    static class Module {

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        RequestTurns requestTurns() {
            return new RequestTurns(1);
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }
}
