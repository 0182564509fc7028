package dev.riskflow.benchmark.floor;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Starts flows, and brings them from the callback to the report while the browser waits. */
@Profile(FloorApplication.PROFILE)
@RestController
class FloorFlows {

    private static final Duration LINK_LIFETIME = Duration.ofHours(1);

    private final FloorProvider provider;
    private final FloorStore store;
    private final FloorSeal seal;
    private final String returnUrl;

    FloorFlows(FloorProvider provider, FloorStore store, FloorSeal seal, Environment settings) {
        this.provider = provider;
        this.store = store;
        this.seal = seal;
        this.returnUrl = settings.getRequiredProperty("floor.return-url");
    }

    @PostMapping("/risk-flows")
    ResponseEntity<Started> start(@RequestBody Start wanted, Principal client) {
        if (wanted.type().equals("ongoing") == (wanted.userId() == null)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(seal.random(32));
        FloorProvider.Link link =
                provider.createLink(wanted.type().replace("_", ""), parameters(wanted, state, provider.callback()));
        Instant expiresAt = Instant.now().plus(LINK_LIFETIME);
        store.addFlow(link, wanted, client.getName(), hash(state), returnUrl, expiresAt);
        return ResponseEntity.created(URI.create("/risk-flows/" + link.id()))
                .body(new Started(link.id(), link.location(), "awaiting_user", expiresAt));
    }

    private static Map<String, Object> parameters(Start wanted, String state, String callback) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("redirect_uri", callback);
        parameters.put("state", state);
        add(parameters, "user_id", wanted.userId());
        add(parameters, "name", wanted.name());
        add(parameters, "language", wanted.language());
        return parameters;
    }

    private static void add(Map<String, Object> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    /** Four steps, and the provider is waited for between them. */
    @GetMapping("/callback")
    ResponseEntity<Void> callback(
            @RequestParam("flow_id") String flowId, @RequestParam String state, @RequestParam String code) {
        FloorStore.Authorized flow = store.authorize(flowId, hash(state))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        FloorProvider.Tokens tokens = provider.exchange(code);
        store.addTokens(flowId, tokens);
        String document = provider.report(flowId, tokens.accessToken());
        store.complete(flowId, flow, document, FloorFigures.of(document), hash(document));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(flow.returnUrl() + "?flow_id=" + flowId + "&status=completed"))
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is asked for. */
    record Start(
            String type,
            @Nullable String userId,
            @Nullable String name,
            @Nullable String language) {

        @Override
        public String toString() {
            return "Start[" + type + "]";
        }
    }

    /** What is answered. */
    record Started(String flowId, String location, String status, Instant expiresAt) {

        @Override
        public String toString() {
            return "Started[" + flowId + "]";
        }
    }
}
