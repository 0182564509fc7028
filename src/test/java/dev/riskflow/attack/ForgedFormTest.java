package dev.riskflow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.Visitor;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Another site has the browser of somebody who is signed in send its forms, show our pages, or use a session it knows. */
@RiskflowTest
class ForgedFormTest {

    private static final String SESSION = "riskflow-session";

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final List<RequestMappingInfoHandlerMapping> mappings;

    ForgedFormTest(
            Riskflow riskflow, SandboxProvider provider, Rows rows, List<RequestMappingInfoHandlerMapping> mappings) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.mappings = mappings;
    }

    /** Of all forms that there are, as the mappings know them. */
    @Test
    void aFormFromElsewhereChangesNothing() {
        Link link = riskflow.authorize(riskflow.startOngoing("somebody"));
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.awaitNoJob(link.flowId());
        Visitor admin = riskflow.visitor().signIn(SandboxStaff.ADMIN);
        List<@Nullable String> before = rows.all(link.flowId());
        long fetched = provider.ledger().count(Operation.FETCH_REPORT, link.flowId());
        List<String> forms = pages(RequestMethod.POST).toList();

        assertThat(forms).contains("/dashboard/flows/{flow_id}/retry", "/dashboard/reports/{flow_id}/refresh");
        for (String form : forms) {
            Reply reply = admin.forge(form.replace("{flow_id}", link.flowId()));
            assertThat(reply.status()).as(form).isEqualTo(403);
            assertThat(admin.forge(form.replace("{flow_id}", link.flowId()), "_csrf", "guessed")
                            .status())
                    .as(form)
                    .isEqualTo(403);
        }
        assertThat(rows.all(link.flowId())).isEqualTo(before);
        assertThat(provider.ledger().count(Operation.FETCH_REPORT, link.flowId()))
                .isEqualTo(fetched);
        assertThat(admin.get("/dashboard").status()).isEqualTo(200);
    }

    /** Whoever sees the page in a frame would click what another page wants clicked. */
    @Test
    void noPageIsShownInAFrame() {
        Link link = riskflow.authorize(riskflow.startOngoing("somebody"));
        riskflow.awaitStatus(link.flowId(), "completed");
        Visitor admin = riskflow.visitor().signIn(SandboxStaff.ADMIN);
        Visitor nobody = riskflow.visitor();
        Visitor refused = riskflow.visitor().signIn(SandboxStaff.FRONTEND);
        List<String> pages = Stream.concat(
                        pages(RequestMethod.GET).filter(path -> !path.contains("**")),
                        Stream.of("/login", "/login?error", "/dashboard/nowhere", "/nowhere", "/callback?success=x"))
                .map(path -> path.replace("{flow_id}", link.flowId()))
                .toList();

        assertThat(pages).hasSizeGreaterThan(10);
        for (String page : pages) {
            for (Visitor visitor : List.of(admin, nobody, refused)) {
                Reply reply = visitor.get(page, "Accept", "text/html");
                assertThat(reply.header("Content-Security-Policy"))
                        .as("%s: %d", page, reply.status())
                        .contains("frame-ancestors 'none'");
                assertThat(reply.header("X-Frame-Options")).as(page).isEqualTo("DENY");
            }
        }
    }

    /** The attacker has made the victim's browser begin with a session of his choice. */
    @Test
    void aSessionThatWasPlantedOpensNothingAfterTheSignIn() {
        Visitor victim = riskflow.visitor();
        victim.get("/login");
        String planted = victim.cookie(SESSION);

        victim.signIn(SandboxStaff.ADMIN);

        assertThat(victim.get("/dashboard").status()).isEqualTo(200);
        assertThat(withSession(planted).status()).isEqualTo(302);
        assertThat(withSession("0".repeat(32)).status()).isEqualTo(302);
    }

    private Reply withSession(@Nullable String session) {
        assertThat(session).isNotNull();
        return riskflow.nobody().get("/dashboard", "Cookie", SESSION + "=" + session);
    }

    private Stream<String> pages(RequestMethod method) {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .filter(info -> info.getMethodsCondition().getMethods().contains(method))
                .map(RequestMappingInfo::getPatternValues)
                .flatMap(java.util.Collection::stream)
                .filter(path -> path.startsWith("/dashboard"))
                .distinct();
    }
}
