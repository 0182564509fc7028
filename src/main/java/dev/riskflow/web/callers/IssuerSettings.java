package dev.riskflow.web.callers;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * Whose tokens let callers in (RFC 9068). A key of Spring Boot's own.
 *
 * @param issuerUri the issuer, as its tokens name it ({@code iss}); its metadata is found below it (RFC 8414); null: none
 */
@ConfigurationProperties("spring.security.oauth2.resourceserver.jwt")
public record IssuerSettings(@Nullable String issuerUri) {

    boolean isSet() {
        return StringUtils.hasText(issuerUri);
    }
}
