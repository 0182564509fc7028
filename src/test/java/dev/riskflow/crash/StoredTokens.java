package dev.riskflow.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.sandbox.SandboxProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** What is stored, opened with the operator's key, and presented to the provider past the service. */
final class StoredTokens {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TokenTables tables;
    private final Map<String, String> settings;

    StoredTokens(TokenTables tables, Map<String, String> settings) {
        this.tables = tables;
        this.settings = Map.copyOf(settings);
    }

    /** Whether the provider would have gone on serving this flow. It spends the token. */
    boolean wouldBeServed(String flowId) {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken(flowId)));
        String credentials = SandboxProvider.CLIENT_ID + ":" + SandboxProvider.CLIENT_SECRET;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(settings.get("riskflow.provider.base-url") + "/auth/token"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code {key id}:{base64 of nonce, ciphertext and tag}}, AES-GCM, bound to column and row. */
    private String refreshToken(String flowId) {
        String sealed = tables.text(flowId, "refresh_token");
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(sealed.indexOf(':') + 1));
        byte[] key = Base64.getDecoder().decode(Objects.requireNonNull(settings.get("riskflow.secrets.keys.sandbox")));
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
            cipher.updateAAD(("token_grant.refresh_token\n" + flowId).getBytes(UTF_8));
            return new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
