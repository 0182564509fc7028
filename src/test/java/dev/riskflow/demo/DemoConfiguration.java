package dev.riskflow.demo;

import static org.springframework.web.servlet.function.RequestPredicates.contentType;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.riskflow.secrets.Sealer;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** What exists in the demo only: a page that plays the shop, and the shop's server. */
@TestConfiguration(proxyBeanMethods = false)
class DemoConfiguration {

    /** Shows that the page needs nothing inline and nobody else's files. */
    private static final String OWN_FILES_ONLY =
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    /** Open to everybody, as a shop's page is; before the chain of the API, which would ask for a client. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain demo(HttpSecurity http) {
        return http.securityMatcher("/demo", "/demo/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // Not beside the policy of the API's answers, but in its place: it would forbid a page everything.
                .headers(headers -> headers.addHeaderWriter(
                        (request, response) -> response.setHeader("Content-Security-Policy", OWN_FILES_ONLY)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Nobody is signed in here, and a foreign page can't send the JSON that starting a flow takes.
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Once all else is there, and before the first job runs. */
    @Bean
    SmartInitializingSingleton madeUpPast(
            JdbcClient jdbc, TransactionOperations transactions, Sealer sealer, Clock clock) {
        return () -> new MadeUpPast(jdbc, transactions, sealer).writeOnce(clock.instant());
    }

    @Bean
    RouterFunction<ServerResponse> demoPage() {
        ClassPathResource page = new ClassPathResource("demo.html", DemoConfiguration.class);
        return route().GET(
                        "/demo",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .body(page))
                .resources("/demo/assets/**", new ClassPathResource("assets/", DemoConfiguration.class))
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> shopServer(@Value("${server.port}") int port) {
        ShopServer shop = new ShopServer("http://localhost:" + port);
        return route().POST("/demo/api/flows", contentType(MediaType.APPLICATION_JSON), shop::start)
                .GET("/demo/api/flows/{id}", shop::flow)
                .POST("/demo/api/flows/{id}/tickets", shop::ticket)
                .GET("/demo/api/reports/{id}", shop::report)
                .GET("/demo/api/reports", request -> shop.latestReports())
                .build();
    }
}
