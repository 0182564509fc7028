package dev.riskflow.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

/** An authorization server, as far as its tokens are concerned: it has keys, and serves its metadata and key set. */
public final class TestIssuer implements AutoCloseable {

    public static final String AUDIENCE = "https://riskflow.example.com";

    /** A service by configuration, without a {@code client_id} that says so. */
    public static final String LISTED_SERVICE = "listed-service";

    /** Of all of them in one JVM: to make one takes as long as to run many a test. */
    private static final RSAKey KEY = newKey("test-key");

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile HttpHandler handler = this::answer;

    private TestIssuer(HttpServer server) {
        this.server = server;
    }

    /** Up, at a port of this machine. */
    public static TestIssuer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestIssuer issuer = new TestIssuer(server);
            server.createContext("/", issuer::count);
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public RSAKey key() {
        return KEY;
    }

    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of an end user, good for a quarter of an hour. */
    public String endUser(String subject, String scopes) {
        return sign(claims(subject, scopes).claim("client_id", "an-app").build());
    }

    /** Of a service that acts for itself. */
    public String service(String client, String scopes) {
        return sign(claims(client, scopes).claim("client_id", client).build());
    }

    /** All that a good token says, to be changed. */
    public JWTClaimsSet.Builder claims(String subject, String scopes) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject(subject)
                .claim("scope", scopes)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(15))));
    }

    public String sign(JWTClaimsSet claims) {
        return sign(claims, KEY);
    }

    public static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often it was asked for something. */
    public int asked() {
        return asked.get();
    }

    /** From now on this one answers, in its stead. */
    public void answerBy(HttpHandler other) {
        handler = other;
    }

    private void count(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        handler.handle(exchange);
    }

    /** As ever. */
    public void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> answer(exchange, metadata());
            case "/keys" -> answer(exchange, keys());
            default -> fail(exchange, 404);
        }
    }

    public static void fail(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    public String keys() {
        return new JWKSet(KEY.toPublicJWK()).toString();
    }

    public String metadata() {
        return """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "authorization_endpoint": "%1$s/authorize",
                 "token_endpoint": "%1$s/token", "subject_types_supported": ["public"],
                 "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(url());
    }

    public static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
