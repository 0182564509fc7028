package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The provider.
 *
 * @param baseUrl where its API is, without a trailing slash; staging and production differ in this only
 * @param clientId our client id there (HTTP Basic user name)
 * @param clientSecret our client secret there (HTTP Basic password)
 * @param connectTimeout limit for opening a connection
 * @param readTimeout limit for one whole call
 * @param tokenReadTimeout limit for one whole token request; long, because giving up on it is what loses access
 * @param maxConcurrent calls under way at once per instance; further ones wait their turn
 */
@Validated
@ConfigurationProperties("riskflow.provider")
public record ProviderSettings(
        @NotNull URI baseUrl,
        @NotNull String clientId,
        @NotNull Secret clientSecret,
        @DefaultValue("2s") @DurationMin(millis = 1) Duration connectTimeout,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration readTimeout,
        @DefaultValue("60s") @DurationMin(millis = 1) Duration tokenReadTimeout,
        @DefaultValue("256") @Positive int maxConcurrent) {}
