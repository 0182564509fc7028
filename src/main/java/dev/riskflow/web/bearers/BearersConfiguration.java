package dev.riskflow.web.bearers;

import dev.riskflow.RequestTurns;
import dev.riskflow.web.callers.IssuerSettings;
import dev.riskflow.web.callers.SecurityProblems;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Only where an issuer is set. A compose file whose variable is empty sets none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.security.oauth2.resourceserver.jwt.issuer-uri:}' != ''")
class BearersConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(3);

    @Bean
    JwtDecoder issuersTokens(IssuerSettings issuer, JwtSettings settings, Clock clock, RequestTurns turns) {
        String uri = Objects.requireNonNull(issuer.issuerUri());
        OAuth2TokenValidator<Jwt> validator = validator(uri, settings, clock);
        IssuersAnswers answers = new IssuersAnswers(http(), clock);
        RestTemplate reading = new RestTemplate();
        reading.setInterceptors(List.of(answers));
        return new IssuersTokens(() -> decoder(uri, reading, validator), answers, turns);
    }

    @Bean
    Bearers bearers(JwtDecoder tokens, JwtSettings settings, SecurityProblems problems) {
        return new Bearers(tokens, new TokenCallers(settings.services()), problems);
    }

    /** Which algorithms count is what the issuer's keys say: none is symmetric, and "none" is none. */
    private static JwtDecoder decoder(String issuer, RestTemplate reading, OAuth2TokenValidator<Jwt> validator) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer)
                .restOperations(reading)
                .build();
        decoder.setJwtValidator(validator);
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, JwtSettings settings, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(settings.clockSkew());
        times.setClock(clock);
        String audience = Objects.requireNonNull(settings.audience(), "riskflow.security.jwt.audience is missing");
        return new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(issuer),
                times,
                // The validator of times lets a token pass that never ends.
                new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience)));
    }

    /** The issuer's metadata and keys: nobody waits for them long, and no redirect leads elsewhere. */
    private static ClientHttpRequestFactory http() {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build());
        factory.setReadTimeout(READ);
        return factory;
    }
}
