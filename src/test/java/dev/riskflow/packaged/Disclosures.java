package dev.riskflow.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.environment.SandboxClients;
import dev.riskflow.sandbox.Witness;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/**
 * All that must not be found where it doesn't belong, and the search for it. A long value is also found when only a part
 * of it was printed, or when it was encoded for a URL.
 */
final class Disclosures implements Witness {

    /** May be stored in the clear, since clients look for it; may not be printed. */
    static final String USER_ID = "user id";

    private static final int TELLING = 16;
    private static final int PARTS = 8;
    private static final int SHOWN = 160;

    private final Set<Forbidden> forbidden = ConcurrentHashMap.newKeySet();

    @Override
    public void issued(Kind kind, String secret) {
        add(kind.name(), secret);
    }

    void addSettings(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            if (name.endsWith("secret") || name.endsWith("password") || name.startsWith("riskflow.secrets.keys.")) {
                add(name, value);
            }
        });
        SandboxClients.roles().keySet().forEach(client -> {
            add("client's secret", SandboxClients.secret(client));
            add("client's Basic header", Api.basic(client).substring("Basic ".length()));
        });
        String credentials =
                settings.get("riskflow.provider.client-id") + ":" + settings.get("riskflow.provider.client-secret");
        add("our Basic header", Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }

    void addState(URI callback) {
        String state =
                UriComponentsBuilder.fromUri(callback).build().getQueryParams().getFirst("state");
        add("state", Objects.requireNonNull(state));
    }

    void add(Person person) {
        add("name", person.name());
        add("IBAN", person.iban());
        add(USER_ID, person.userId());
    }

    void addReport(JsonNode document) {
        for (JsonNode account : document.required("accounts")) {
            add("IBAN", account.required("iban").asString());
            account.required("owners").forEach(owner -> add("name", owner.asString()));
        }
    }

    void add(String kind, String value) {
        parts(value).forEach(part -> forbidden.add(new Forbidden(kind, part)));
    }

    /** The lines that show one of them: what they show, and where they begin. */
    List<String> in(String text) {
        return in(text, Set.of());
    }

    /** The same, except for kinds that may be there. */
    List<String> in(String text, Set<String> permitted) {
        return text.lines()
                .flatMap(line -> forbidden.stream()
                        .filter(each -> !permitted.contains(each.kind()) && line.contains(each.text()))
                        .map(each -> each.kind() + " in " + line.substring(0, Math.min(line.length(), SHOWN)))
                        .distinct())
                .toList();
    }

    /** Runs of letters and digits: they look the same in every encoding, and the first ones survive being cut off. */
    private static List<String> parts(String value) {
        List<String> telling = Stream.of(value.split("[^A-Za-z0-9]+"))
                .filter(run -> run.length() >= TELLING)
                .map(run -> run.substring(0, TELLING))
                .limit(PARTS)
                .toList();
        return telling.isEmpty() ? List.of(value) : telling;
    }

    private record Forbidden(String kind, String text) {}
}
