package dev.riskflow.web.logs;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerHttpObservationDocumentation.HighCardinalityKeyNames;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;

/**
 * Which requests are timed and traced: not those that only look after the service, or fetch a page's files. A trace tells
 * of the path what the access log does.
 */
@Configuration(proxyBeanMethods = false)
class ObservedRequests {

    private static final List<String> UNOBSERVED = List.of("/actuator", "/assets/", "/webjars/");

    @Bean
    ObservationPredicate requestsOfUsers() {
        return (name, context) ->
                !(context instanceof ServerRequestObservationContext received) || isObserved(received.getCarrier());
    }

    @Bean
    ServerRequestObservationConvention pathsWithoutPersons() {
        return new DefaultServerRequestObservationConvention() {
            @Override
            protected KeyValue httpUrl(ServerRequestObservationContext context) {
                HttpServletRequest request = context.getCarrier();
                return request == null
                        ? super.httpUrl(context)
                        : HighCardinalityKeyNames.HTTP_URL.withValue(LoggedPath.of(request));
            }
        };
    }

    private static boolean isObserved(@Nullable HttpServletRequest request) {
        return request == null || UNOBSERVED.stream().noneMatch(request.getRequestURI()::startsWith);
    }
}
