package dev.riskflow.web;

import static dev.riskflow.web.callers.Role.ADMIN;
import static dev.riskflow.web.callers.Role.BACK_OFFICE;
import static dev.riskflow.web.callers.Role.FRONTEND;
import static dev.riskflow.web.callers.Role.MONITOR;

import dev.riskflow.flow.tickets.FlowTickets;
import dev.riskflow.web.bearers.Bearers;
import dev.riskflow.web.callers.SecurityProblems;
import dev.riskflow.web.callers.SecuritySettings;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may call the API; {@link dev.riskflow.web.signin.PagesSecurity} says who may see the pages. Open are only the callback, the page that a
 * browser is sent to after it, what pages are styled and moved with, and health; everything else needs a client, and
 * everything that shows a person's data a role. One flow's
 * events may be followed with a ticket.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] OPEN = {
        "/callback", "/return/*", "/assets/**", "/webjars/htmx.org/**", "/webjars/chart.js/**", "/actuator/health/**"
    };

    /** The one path that a ticket opens. */
    static final String EVENTS = "/risk-flows/{flow_id}/events";

    @Bean
    SecurityFilterChain api(
            HttpSecurity http,
            SecurityProblems problems,
            SecuritySettings settings,
            FlowTickets tickets,
            Optional<Bearers> bearers,
            @Value("${riskflow.public-url}") URI publicUrl,
            JsonMapper mapper) {
        bearers.ifPresent(known -> known.letIn(http));
        return http.addFilter(corsFilter(settings, publicUrl, mapper))
                .addFilterAfter(new TicketFilter(tickets, problems), CorsFilter.class)
                .authorizeHttpRequests(requests -> requests
                        // The error dispatch renders an answer that was already decided on.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .hasRole(MONITOR.name())
                        .requestMatchers(HttpMethod.DELETE, "/risk-flows/*")
                        .hasRole(ADMIN.name())
                        .requestMatchers("/users", "/users/**", "/erasures", "/access-log", "/actuator/**")
                        .hasRole(ADMIN.name())
                        .requestMatchers(HttpMethod.POST, "/risk-flows", "/risk-flows/*/renewal")
                        .hasRole(FRONTEND.name())
                        .requestMatchers("/risk-flows/*/confirmation")
                        .hasRole(FRONTEND.name())
                        .requestMatchers("/risk-flows/*/grant", "/risk-flows/*/retry")
                        .hasRole(BACK_OFFICE.name())
                        .requestMatchers(HttpMethod.POST, "/risk-flows/*/tickets")
                        .hasRole(FRONTEND.name())
                        .requestMatchers(HttpMethod.GET, EVENTS)
                        .hasAnyRole(FRONTEND.name(), BACK_OFFICE.name(), FlowTickets.ROLE)
                        .requestMatchers("/risk-flows/**")
                        .hasAnyRole(FRONTEND.name(), BACK_OFFICE.name())
                        .requestMatchers("/risk-reports/**", "/risk-reports.csv")
                        .hasRole(BACK_OFFICE.name())
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                // AnswerHeaders has said them.
                .headers(AbstractHttpConfigurer::disable)
                // Each call carries its own credentials, so there is neither a session nor a form to forge.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** None: spans and timers of each filter of the chain, for each request, that nobody asked for. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Before authentication: a browser's preflight brings no credentials. */
    private static CorsFilter corsFilter(SecuritySettings settings, URI publicUrl, JsonMapper mapper) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        if (!settings.allowedOrigins().isEmpty()) {
            // What hands a link out may set a cookie, which a browser keeps for a page that called with its cookies
            // only.
            source.registerCorsConfiguration("/risk-flows", cors(settings, true));
            source.registerCorsConfiguration("/risk-flows/*/renewal", cors(settings, true));
            source.registerCorsConfiguration("/**", cors(settings, false));
        }
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new CorsProblems(publicUrl, mapper));
        return filter;
    }

    private static CorsConfiguration cors(SecuritySettings settings, boolean cookies) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(settings.allowedOrigins());
        cors.addAllowedMethod(HttpMethod.GET);
        cors.addAllowedMethod(HttpMethod.POST);
        cors.addAllowedHeader(CorsConfiguration.ALL);
        cors.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER));
        cors.setAllowCredentials(cookies);
        return cors;
    }
}
