package dev.riskflow.benchmark.floor;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The provider's four calls (contract, "Endpoints"), on the same HTTP client as the service's. */
@Profile(FloorApplication.PROFILE)
@Component
class FloorProvider {

    private final RestClient client;
    private final RestClient bearer;
    private final String callback;

    FloorProvider(RestClient.Builder builder, Environment settings) {
        JdkClientHttpRequestFactory engine = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        engine.enableCompression(false);
        RestClient.Builder base =
                builder.baseUrl(settings.getRequiredProperty("floor.provider")).requestFactory(engine);
        bearer = base.build();
        client = base.defaultHeaders(headers -> headers.setBasicAuth("client", "secret"))
                .build();
        callback = settings.getRequiredProperty("floor.callback");
    }

    Link createLink(String type, Map<String, Object> parameters) {
        return post("/" + type + "/risk-report", parameters, Link.class);
    }

    Tokens exchange(String code) {
        return post(
                "/auth/token",
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", callback),
                Tokens.class);
    }

    Tokens refresh(String refreshToken) {
        return post("/auth/token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), Tokens.class);
    }

    String report(String flowId, String accessToken) {
        return Objects.requireNonNull(bearer.get()
                .uri("/rest/risk-reports/{flow}", flowId)
                .headers(headers -> headers.setBearerAuth(accessToken))
                .retrieve()
                .body(String.class));
    }

    String callback() {
        return callback;
    }

    private <T> T post(String path, Map<String, Object> body, Class<T> answer) {
        return Objects.requireNonNull(client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(answer));
    }

    /** A widget link. */
    record Link(String location, String id) {

        @Override
        public String toString() {
            return "Link[" + id + "]";
        }
    }

    /** What an exchange and a rotation bring. */
    record Tokens(
            String accessToken, long expiresIn, @Nullable String refreshToken) {

        @Override
        public String toString() {
            return "Tokens[***]";
        }
    }
}
