package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.TestIssuer;
import dev.riskflow.web.DoorRule.Verdict;
import dev.riskflow.web.DoorRule.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Who may call what: every endpoint, as the mappings know them, with every guest, on a flow of its own, on another's, and
 * on none. An endpoint that no rule is for fails, and so does whatever is let in by another method.
 */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTableTest {

    private static final String RULES = """
            POST   /risk-flows                              FRONTEND
            GET    /risk-flows                              FRONTEND_OR_OFFICE
            GET    /risk-flows/{flow_id}                    OWNER_OR_OFFICE
            POST   /risk-flows/{flow_id}/renewal            OWNER
            POST   /risk-flows/{flow_id}/confirmation       OWNER
            POST   /risk-flows/{flow_id}/retry              OFFICE
            GET    /risk-flows/{flow_id}/events             OWNER_OR_OFFICE
            POST   /risk-flows/{flow_id}/tickets            OWNER
            GET    /risk-flows/{flow_id}/grant              OFFICE
            GET    /risk-reports                            OFFICE
            GET    /risk-reports.csv                        OFFICE
            GET    /risk-reports/{flow_id}                  OFFICE
            GET    /risk-reports/{flow_id}/history          OFFICE
            GET    /risk-reports/{flow_id}/history/{version} OFFICE
            POST   /risk-reports/{flow_id}/refresh          OFFICE
            DELETE /risk-flows/{flow_id}                    ADMIN
            DELETE /users                                   ADMIN
            DELETE /users/{user_id}                         ADMIN
            GET    /users/{user_id}/export                  ADMIN
            GET    /users                                   ADMIN
            GET    /erasures                                ADMIN
            GET    /access-log                              ADMIN
            GET    /callback                                OPEN
            GET    /return/{flow_id}                        OPEN
            GET    /actuator/health                         OPEN
            GET    /actuator/health/**                      OPEN
            GET    /actuator                                ADMIN
            GET    /actuator/prometheus                     MONITOR
            GET    /actuator/sbom                           ADMIN
            GET    /actuator/sbom/{id}                      ADMIN
            GET    /v3/api-docs                             ANY_CALLER
            GET    /v3/api-docs.yaml                        ANY_CALLER
            GET    /v3/api-docs/swagger-config              ANY_CALLER
            GET    /swagger-ui.html                         ANY_CALLER
            *      /error                                   ANY_CALLER
            GET    /                                        OPEN_PAGE
            GET    /login                                   OPEN_PAGE
            POST   /login                                   OPEN_FORM
            GET    /logout                                  PAGE
            POST   /logout                                  OPEN_FORM
            GET    /dashboard                               PAGE
            GET    /dashboard/flows                         PAGE
            GET    /dashboard/flows/{flow_id}               PAGE
            POST   /dashboard/flows/{flow_id}/retry         FORM
            GET    /dashboard/find                          PAGE
            GET    /dashboard/access-log                    ADMIN_PAGE
            GET    /dashboard/reports                       PAGE
            GET    /dashboard/reports.csv                   PAGE
            GET    /dashboard/reports/{flow_id}             PAGE
            GET    /dashboard/reports/{flow_id}/document    PAGE
            POST   /dashboard/reports/{flow_id}/refresh     FORM
            """;

    /** What no mapping of methods knows: files, and what is switched off. */
    private static final String FURTHER_RULES = """
            GET    /assets/return.css                       OPEN
            GET    /assets/dashboard/live.js                OPEN
            GET    /webjars/htmx.org/dist/htmx.min.js       OPEN
            GET    /webjars/swagger-ui/index.html           ANY_CALLER
            """;

    /** Pages that say that there is none, whoever asks; forwarded to, or for the back office. */
    private static final Set<String> NO_PAGES = Set.of("/dashboard/**", "/dashboard/refused", "/dashboard/stale-form");

    /** What is no page by any other method. */
    private static final Set<String> OPEN_PAGES = Set.of("/", "/login", "/logout");

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND");

    /** Together they may do all that anybody may. */
    private static final Set<Guest> MIGHTY = Set.of(Guest.NOBODY, Guest.SHOP, Guest.ADMIN, Guest.ADMIN_USER);

    private final List<RequestMappingInfoHandlerMapping> mappings;
    private final Guests guests;

    AccessTableTest(List<RequestMappingInfoHandlerMapping> mappings, Riskflow riskflow, TestIssuer issuer) {
        this.mappings = mappings;
        this.guests = new Guests(riskflow, issuer);
    }

    @Test
    void everyEndpointHasARuleAndEveryRuleAnEndpoint() {
        Set<String> ruled = new TreeSet<>(rules(RULES).keySet());
        // Answered by filters; and any method leads to what tells of an error.
        ruled.removeAll(Set.of("POST /login", "POST /logout"));
        assertThat(endpoints()).isEqualTo(ruled);
    }

    @Test
    void everyGuestAtEveryDoor() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        Map<String, DoorRule> rules = rules(RULES + FURTHER_RULES);
        for (Map.Entry<String, DoorRule> entry : rules.entrySet()) {
            for (Guest guest : Guest.values()) {
                for (Whose whose : whose(entry.getKey())) {
                    tried++;
                    Verdict expected = entry.getValue().verdict(guest.kind(), whose);
                    Reply reply = knock(guest, entry.getKey(), entry.getValue(), whose);
                    if (!fits(expected, reply)) {
                        wrong.add("%s by %s on %s: %s expected, %d given"
                                .formatted(entry.getKey(), guest, whose, expected, reply.status()));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(1000);
    }

    /** A method that an endpoint does not know is refused by it, whoever asks. */
    @Test
    void noOtherMethodLetsAnybodyIn() {
        Map<String, DoorRule> rules = rules(RULES);
        List<String> wrong = new ArrayList<>();
        for (String path : rules.keySet().stream()
                .map(AccessTableTest::path)
                .filter(path -> !path.equals("/error"))
                .collect(Collectors.toCollection(TreeSet::new))) {
            for (String method : METHODS) {
                boolean known = rules.containsKey(method + " " + path)
                        || (method.equals("HEAD") && rules.containsKey("GET " + path));
                for (Guest guest : known ? Set.<Guest>of() : MIGHTY) {
                    int status = guests.call(guest, method, path(guest, path, Whose.OWN))
                            .status();
                    if ((status < 400 && status != 302) || status >= 500) {
                        wrong.add(method + " " + path + " by " + guest + ": " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Reply knock(Guest guest, String door, DoorRule rule, Whose whose) {
        String method = door.substring(0, door.indexOf(' ')).replace("*", "GET");
        String pattern = path(door);
        String path = method.equals("DELETE")
                ? pattern.replace("{flow_id}", guests.newFlow(whose)).replace("{user_id}", "nobody")
                : path(guest, pattern, whose);
        if (rule == DoorRule.OPEN_FORM) {
            return guests.submit(Guest.NOBODY, path);
        }
        if (guest.isUser() && (rule == DoorRule.FORM || rule == DoorRule.ADMIN_FORM)) {
            return guests.submit(guest, path);
        }
        // A stream that is open would be waited for.
        return guests.call(guest, path.endsWith("/events") ? "HEAD" : method, path);
    }

    private static String path(String door) {
        return door.substring(door.indexOf(' ') + 1);
    }

    private String path(Guest guest, String pattern, Whose whose) {
        return pattern.replace("{flow_id}", guests.flow(guest, whose))
                .replace("{version}", "1")
                .replace("{id}", "application")
                .replace("{user_id}", "nobody")
                .replace("/**", "/liveness");
    }

    private static Whose[] whose(String door) {
        return door.contains("{flow_id}") ? Whose.values() : new Whose[] {Whose.OWN};
    }

    private static boolean fits(Verdict expected, Reply reply) {
        int status = reply.status();
        boolean toSignIn = status == 302 && "/login".equals(reply.header("Location"));
        return switch (expected) {
            case LET_IN -> !Set.of(401, 403, 405).contains(status) && status < 500 && !toSignIn;
            case SIGN_IN_FIRST -> toSignIn;
            case NOT_KNOWN -> status == 401;
            case NOT_ALLOWED -> status == 403;
            case NOT_FOUND -> status == 404;
        };
    }

    private Set<String> endpoints() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> doors(info).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> doors(RequestMappingInfo info) {
        Set<String> methods = info.getMethodsCondition().getMethods().stream()
                .map(method -> method.asHttpMethod().name())
                .filter(method -> !method.equals(HttpMethod.HEAD.name()))
                .collect(Collectors.toSet());
        boolean any = info.getMethodsCondition().getMethods().isEmpty();
        return info.getPatternValues().stream()
                .filter(pattern -> !NO_PAGES.contains(pattern))
                .flatMap(pattern -> any
                        ? java.util.stream.Stream.of((OPEN_PAGES.contains(pattern) ? "GET " : "* ") + pattern)
                        : methods.stream().map(method -> method + " " + pattern))
                .toList();
    }

    private static Map<String, DoorRule> rules(String table) {
        return table.strip()
                .lines()
                .map(line -> line.trim().split(" +", -1))
                .collect(Collectors.toMap(
                        words -> words[0] + " " + words[1],
                        words -> DoorRule.valueOf(words[2]),
                        (one, other) -> {
                            throw new IllegalStateException("Two rules for one door");
                        },
                        TreeMap::new));
    }
}
