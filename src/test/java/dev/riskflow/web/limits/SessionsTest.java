package dev.riskflow.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.Visitor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.apache.catalina.session.ManagerBase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** What is kept of strangers who ask for pages: little, and not of endlessly many. */
@RiskflowTest
class SessionsTest {

    private final Riskflow riskflow;
    private final ManagerBase sessions;

    SessionsTest(Riskflow riskflow, WebServerApplicationContext context) {
        this.riskflow = riskflow;
        TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        Context pages = (Context) server.getTomcat().getHost().findChildren()[0];
        this.sessions = (ManagerBase) pages.getManager();
    }

    @Test
    void thereAreNotMoreThanMemoryIsFor() {
        assertThat(sessions.getMaxActiveSessions()).isEqualTo(BoundedSessions.MOST);
    }

    @Test
    void whoFindsNoPlaceShallComeAgain() {
        sessions.setMaxActiveSessions(sessions.getActiveSessions());
        try {
            Reply page = riskflow.visitor().get("/login");

            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).isNotBlank();
            assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        } finally {
            sessions.setMaxActiveSessions(BoundedSessions.MOST);
        }
    }

    @Test
    void nothingThatWasTypedIsKept() {
        Visitor visitor = riskflow.visitor();
        visitor.signIn(SandboxStaff.OFFICE, "mistyped-password");

        assertThat(visitor.cookie("riskflow-session")).isNotNull();
        assertThat(kept()).isNotEmpty().noneMatch(value -> value instanceof Exception);
        assertThat(kept().stream().map(String::valueOf)).noneMatch(text -> text.contains("mistyped"));
    }

    @Test
    void aPageOfAnyLengthIsNot() {
        Visitor visitor = riskflow.visitor();
        visitor.get("/dashboard/flows?x=" + "wanted".repeat(5_000));

        assertThat(kept().stream().map(String::valueOf)).noneMatch(text -> text.contains("wantedwanted"));
        assertThat(visitor.signIn(SandboxStaff.OFFICE, SandboxStaff.password(SandboxStaff.OFFICE))
                        .header("Location"))
                .isEqualTo("/dashboard");
    }

    private List<Object> kept() {
        return Arrays.stream(sessions.findSessions())
                .map(Session::getSession)
                .flatMap(session -> names(session).map(session::getAttribute))
                .toList();
    }

    private static Stream<String> names(jakarta.servlet.http.HttpSession session) {
        return Collections.list(session.getAttributeNames()).stream();
    }
}
