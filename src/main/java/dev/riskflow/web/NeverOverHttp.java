package dev.riskflow.web;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.EndpointFilter;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What Actuator could tell of settings, memory and logs holds secrets, or people's data. It is on the web for nobody, also
 * if {@code management.endpoints.web.exposure.include} says so.
 */
@Configuration(proxyBeanMethods = false)
class NeverOverHttp {

    private static final Set<String> IDS = Set.of(
            "env",
            "configprops",
            "heapdump",
            "threaddump",
            "logfile",
            "httpexchanges",
            "auditevents",
            "beans",
            "loggers",
            "mappings",
            "sessions",
            "shutdown",
            "startup",
            "quartz",
            "scheduledtasks",
            "caches",
            "conditions",
            "flyway");

    @Bean
    EndpointFilter<ExposableWebEndpoint> endpointsForNobody() {
        return endpoint -> !IDS.contains(endpoint.getEndpointId().toLowerCaseString());
    }
}
