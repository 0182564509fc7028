package dev.riskflow.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.environment.SandboxClients;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.http.HttpClient;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The server part of a shop, as an integrator would write it: it holds the clients' secrets, which no browser sees, and
 * calls the service over HTTP. What the service answers, problems included, is passed on byte by byte: an amount of
 * 12.30 stays one.
 *
 * <p>A real shop takes name and user id from its own session, and shows reports to its staff only.
 */
final class ShopServer {

    private static final int LATEST = 5;

    private final RestClient shop;
    private final RestClient office;

    ShopServer(String serviceUrl) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        RestClient.Builder service = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory(http))
                .baseUrl(serviceUrl);
        shop = as(SandboxClients.SHOP, service);
        office = as(SandboxClients.OFFICE, service);
    }

    ServerResponse start(ServerRequest request) throws ServletException, IOException {
        return passedOn(shop.post()
                .uri("/risk-flows")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request.body(byte[].class)));
    }

    ServerResponse flow(ServerRequest request) {
        return passedOn(shop.get().uri("/risk-flows/{id}", request.pathVariable("id")));
    }

    /** A real shop would look whether the flow is the visitor's. */
    ServerResponse ticket(ServerRequest request) {
        return passedOn(shop.post().uri("/risk-flows/{id}/tickets", request.pathVariable("id")));
    }

    ServerResponse report(ServerRequest request) {
        return passedOn(office.get().uri("/risk-reports/{id}", request.pathVariable("id")));
    }

    ServerResponse latestReports() {
        return passedOn(office.get().uri("/risk-reports?limit={limit}", LATEST));
    }

    private static RestClient as(String client, RestClient.Builder service) {
        return service.clone()
                .defaultHeaders(headers -> headers.setBasicAuth(client, SandboxClients.secret(client), UTF_8))
                .build();
    }

    private static ServerResponse passedOn(RestClient.RequestHeadersSpec<?> call) {
        return call.exchangeForRequiredValue((request, answer) -> passedOn(answer));
    }

    private static ServerResponse passedOn(ClientHttpResponse answer) throws IOException {
        ServerResponse.BodyBuilder response = ServerResponse.status(answer.getStatusCode());
        MediaType type = answer.getHeaders().getContentType();
        if (type != null) {
            response.contentType(type);
        }
        return response.body(answer.getBody().readAllBytes());
    }
}
