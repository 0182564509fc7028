package dev.riskflow.secrets;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The keys that seal what is stored.
 *
 * @param primaryKeyId the key that seals new values
 * @param keys every key that may still be needed to open old ones, by id ({@code [a-z0-9]+}); each is 32 random bytes
 *     in base64
 */
@Validated
@ConfigurationProperties("riskflow.secrets")
record KeyRingSettings(
        @NotBlank String primaryKeyId, @NotEmpty Map<String, Secret> keys) {}
