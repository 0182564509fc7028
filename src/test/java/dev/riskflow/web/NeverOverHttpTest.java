package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.beans.BeansEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.management.HeapDumpWebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class NeverOverHttpTest {

    private final WebApplicationContextRunner everything = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    EndpointAutoConfiguration.class,
                    WebEndpointAutoConfiguration.class,
                    HeapDumpWebEndpointAutoConfiguration.class,
                    EnvironmentEndpointAutoConfiguration.class,
                    BeansEndpointAutoConfiguration.class,
                    InfoEndpointAutoConfiguration.class))
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=*", "management.endpoint.heapdump.access=UNRESTRICTED");

    @Test
    void whatHoldsSecretsIsNotThereHoweverOpenTheRestIs() {
        everything
                .withUserConfiguration(NeverOverHttp.class)
                .run(context -> assertThat(
                                context.getBean(WebEndpointsSupplier.class).getEndpoints())
                        .extracting(endpoint -> endpoint.getEndpointId())
                        .containsExactly(EndpointId.of("info")));
    }

    /** So that the test above would see them. */
    @Test
    void withoutTheFilterTheyAreThere() {
        everything.run(context -> assertThat(
                        context.getBean(WebEndpointsSupplier.class).getEndpoints())
                .extracting(endpoint -> endpoint.getEndpointId())
                .contains(EndpointId.of("env"), EndpointId.of("heapdump"), EndpointId.of("beans")));
    }
}
