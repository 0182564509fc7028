package dev.riskflow.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.Visitor;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of flows, and a flow's page, as they are answered. */
@RiskflowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowsPageTest {

    private static final Pattern ROW = Pattern.compile("id=\"flow-([^\"]+)\"");
    private static final Pattern LIVE = Pattern.compile("hx-get=\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

    private static final Pattern FOCUSABLE =
            Pattern.compile("<(?:a|button|select|summary|[a-z]+[^>]* tabindex)\\b[^>]*>");

    private final Riskflow riskflow;
    private final Rows rows;
    private final SandboxProvider provider;
    private final JdbcClient jdbc;
    private Visitor office;

    FlowsPageTest(Riskflow riskflow, Rows rows, SandboxProvider provider, JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.provider = provider;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void signIn() {
        office = riskflow.visitor().signIn(SandboxStaff.OFFICE);
    }

    @Test
    void aFilterIsInTheUrlAndShowsOnlyWhatFits() {
        String user = "user-" + UUID.randomUUID();
        Link waiting = riskflow.startOngoing(user);
        Link cancelled = riskflow.startOngoing(user);
        riskflow.browse(cancelled.cancel());

        assertThat(shown("/dashboard/flows?user_id=" + user)).containsExactly(cancelled.flowId(), waiting.flowId());
        assertThat(shown("/dashboard/flows?user_id=" + user + "&status=cancelled"))
                .containsExactly(cancelled.flowId());
        assertThat(shown("/dashboard/flows?user_id=" + user + "&type=one_time")).isEmpty();
        assertThat(shown("/dashboard/flows?user_id=" + user + "&client=demo-other-shop"))
                .isEmpty();
        assertThat(office.get("/dashboard/flows?user_id=" + user + "&status=cancelled")
                        .text())
                .containsPattern("<option value=\"cancelled\"\\s+selected=")
                .contains("value=\"" + user + "\"");
    }

    @Test
    void flowsStartedSinceADayAreToldFromOlderOnes() {
        String user = "user-" + UUID.randomUUID();
        Link old = riskflow.startOngoing(user);
        Link young = riskflow.startOngoing(user);
        rows.change(old.flowId(), "UPDATE flow SET created_at = '2026-01-14T23:59:59Z' WHERE flow_id = :flow");
        rows.change(young.flowId(), "UPDATE flow SET created_at = '2026-01-15T00:00:00Z' WHERE flow_id = :flow");
        String ofUser = "/dashboard/flows?user_id=" + user;

        assertThat(shown(ofUser)).containsExactly(young.flowId(), old.flowId());
        assertThat(shown(ofUser + "&from=2026-01-15")).containsExactly(young.flowId());
        assertThat(shown(ofUser + "&from=2026-01-16")).isEmpty();
        assertThat(shown("/dashboard/flows?from=2026-01-15&status=awaiting_user"))
                .doesNotContain(old.flowId());
        assertThat(office.get(ofUser + "&from=2026-01-15").text())
                .contains("value=\"2026-01-15\"", "href=\"/dashboard/reports?user_id=" + user + "\"");
    }

    @Test
    void whatWantsAPersonIsToldFromTheRest() {
        String user = "user-" + UUID.randomUUID();
        Link lost = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(lost.flowId(), "completed");
        assertThat(rows.change(lost.flowId(), """
                        UPDATE token_grant SET state = 'REAUTHORIZE', reason = 'GRANT_REFUSED' WHERE flow_id = :flow
                        """)).isEqualTo(1);

        assertThat(shown("/dashboard/flows?attention=reauthorize&user_id=" + user))
                .containsExactly(lost.flowId());
        assertThat(shown("/dashboard/flows?attention=in_doubt&user_id=" + user)).isEmpty();
        assertThat(office.get("/dashboard/flows?user_id=" + user).text()).contains("Access lost: ask the user again");
        assertThat(office.get("/dashboard/flows?user_id=" + user).text())
                .contains("href=\"/dashboard/reports/" + lost.flowId() + "\"");
        assertThat(office.get("/dashboard/flows/" + lost.flowId()).text())
                .contains("For a newer one the user has to give access again", "The provider refused the newest");
    }

    /** A space more is another person; but it may have been pasted with the id, and is hard to see. */
    @Test
    void aSpaceAroundAUsersIdIsPartOfIt() {
        String user = "user-" + UUID.randomUUID();
        Link plain = riskflow.startOngoing(user);
        Link spaced = riskflow.startOngoing(" " + user);

        assertThat(shown("/dashboard/flows?user_id=" + user)).containsExactly(plain.flowId());
        assertThat(shown("/dashboard/flows?user_id=%20" + user)).containsExactly(spaced.flowId());
        String found = requireNonNull(office.get("/dashboard/find?q=%20" + user).header("Location"));
        assertThat(shown(found)).containsExactly(spaced.flowId());
        assertThat(office.get(found).text()).contains("href=\"/dashboard/flows?user_id=" + user + "\">Look for it");
        assertThat(office.get("/dashboard/flows?user_id=" + user).text()).doesNotContain("Look for it");
        assertThat(shown("/dashboard/flows?client=demo-shop%20&user_id=" + user))
                .isEmpty();
    }

    @Test
    void emptyFieldsOfTheFormLeaveNoTrace() {
        Reply reply = office.get("/dashboard/flows?status=failed&type=&user_id=&client=&attention=");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo("/dashboard/flows?status=failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=FAILED",
                "status=x",
                "type=x",
                "attention=x",
                "status=failed&status=x",
                "from=yesterday",
                "from=%2B300000-01-01",
                "from=-0001-01-01",
                "client=%00",
                "user_id=%20",
                "user_id=%00"
            })
    void aFilterThatMakesNoSenseIsShownWhereItWasTyped(String query) {
        Reply reply = office.get("/dashboard/flows?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text())
                .contains("That filter can&#39;t be understood", "id=\"complaint\"")
                .doesNotContain("??dashboard", "data-live");
    }

    @Test
    void whatElseWasTypedStays() {
        assertThat(office.get("/dashboard/flows?from=yesterday&type=ongoing").text())
                .contains("value=\"yesterday\"", "written as 2026-03-31")
                .containsPattern("<option value=\"ongoing\"\\s+selected=\"selected\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "stauts=failed"})
    void whatNoFieldOfTheFormCanHoldIsABadRequest(String query) {
        Reply reply = office.get("/dashboard/flows?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("That could not be read");
    }

    @Test
    void whatTheApiCallsTrueIsChosenInTheForm() {
        assertThat(office.get("/dashboard/flows?attention=true").text())
                .containsPattern("<option value=\"any\"\\s+selected=\"selected\">");
    }

    @Test
    void pagesFollowOnEachOtherWithTheFilterKept() {
        String user = "a user/" + UUID.randomUUID() + "+&";
        for (int i = 0; i < 51; i++) {
            plant(user);
        }
        String first = requireNonNull(office.get("/dashboard/find?q=" + URLEncoder.encode(user, UTF_8))
                .header("Location"));

        assertThat(shown(first)).hasSize(50);
        String next = link(NEXT, office.get(first).text());
        assertThat(next).startsWith(first + "&cursor=");
        assertThat(shown(next)).hasSize(1).doesNotContainAnyElementsOf(shown(first));
        assertThat(office.get(next).text()).contains("href=\"" + first.replace("&", "&amp;") + "\"");
    }

    @Test
    void aPartIsSentOnlyIfItChanged() {
        String user = "user-" + UUID.randomUUID();
        Link link = riskflow.startOngoing(user);
        String part = link(LIVE, office.get("/dashboard/flows?user_id=" + user).text());

        Reply unchanged = office.get(part, "HX-Request", "true");
        assertThat(unchanged.status()).isEqualTo(204);
        assertThat(unchanged.text()).isEmpty();

        riskflow.browse(link.cancel());
        Reply changed = office.get(part, "HX-Request", "true");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text()).contains("Cancelled").doesNotContain("<html", "<h1");
        assertThat(link(LIVE, changed.text())).isNotEqualTo(part);
    }

    /** By its id it is found again once the part is replaced, and with it whoever is there with the keyboard. */
    @Test
    void whatCanHaveTheFocusInAPartThatChangesHasAnId() {
        String user = "user-" + UUID.randomUUID();
        Link first = riskflow.authorize(riskflow.startOngoing(user));
        riskflow.awaitStatus(first.flowId(), "completed");
        for (int i = 0; i < 50; i++) {
            plant(user);
        }
        String list = "/dashboard/flows?user_id=" + user;
        String second = link(NEXT, office.get(list).text());

        for (String part : List.of(list, second, "/dashboard/flows/" + first.flowId(), retryable())) {
            List<String> focusable = FOCUSABLE
                    .matcher(office.get(part, "HX-Request", "true").text())
                    .results()
                    .map(MatchResult::group)
                    .toList();
            assertThat(focusable).as(part).isNotEmpty().allMatch(element -> element.contains(" id=\""));
            assertThat(focusable.stream().map(element -> element.replaceAll("(?s).* id=\"([^\"]*)\".*", "$1")))
                    .as(part)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aUsersIdCannotTurnTheTextAroundItOver() {
        String user = "\u202eevil-" + UUID.randomUUID();
        Link link = riskflow.startOngoing(user);

        for (String page : List.of(
                "/dashboard/flows?user_id=" + URLEncoder.encode(user, UTF_8), "/dashboard/flows/" + link.flowId())) {
            assertThat(office.get(page).text()).contains("<bdi>" + user + "</bdi>");
        }
    }

    @Test
    void aFlowsPageTellsWhatHappenedAndWhatToDo() {
        Link link = riskflow.startOneTime();
        riskflow.browse(link.cancel());
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");

        assertThat(office.get("/dashboard/flows/" + link.flowId()).text())
                .containsSubsequence(
                        "Nothing to do: the report is stored.",
                        "The link was handed out.",
                        "The user cancelled in the widget.",
                        "The user came back with a code after all.",
                        "The code was exchanged; tokens are stored.",
                        "The report is stored.",
                        "A user came back",
                        "Tokens stored")
                .contains("href=\"/dashboard/reports/" + link.flowId() + "\"")
                .doesNotContain("data-live=");
    }

    @Test
    void aFailedFlowSaysWhyInBothLanguages() {
        Link link = riskflow.startOneTime();
        riskflow.browse(link.fail());

        assertThat(office.get("/dashboard/flows/" + link.flowId()).text())
                .contains("The provider reported a failure", "Send the user a new link.");
        assertThat(office.get("/dashboard/flows/" + link.flowId(), "Accept-Language", "de")
                        .text())
                .contains("Der Anbieter hat einen Fehler gemeldet", "Senden Sie dem Nutzer einen neuen Link.");
    }

    @Test
    void whatFailedIsTriedAgainByAButtonWhereThatIsOfUse() {
        String page = retryable();
        assertThat(office.get(page).text()).contains("Try again now");

        Reply retried = office.submit(page, page + "/retry");

        assertThat(retried.header("Location")).isEqualTo(page);
        assertThat(office.get(page).text()).contains("It is being tried again.");
        riskflow.awaitStatus(page.substring("/dashboard/flows/".length()), "completed");
        assertThat(office.get(page).text()).doesNotContain("Try again now", "It is being tried again.");
        assertThat(office.submit(page, page + "/retry").status()).isEqualTo(302);
        assertThat(office.get(page).text()).contains("There was nothing to try again any more.");
        assertThat(office.forge(page + "/retry").status()).isEqualTo(403);
    }

    @Test
    void anIdLeadsToItsFlowAndAnythingElseToAUser() {
        Link link = riskflow.startOneTime();

        assertThat(office.get("/dashboard/find?q=%20" + link.flowId() + "%20").header("Location"))
                .isEqualTo("/dashboard/flows/" + link.flowId());
        assertThat(office.get("/dashboard/find?q=customer%2042").header("Location"))
                .isEqualTo("/dashboard/flows?user_id=customer%2042");
        assertThat(office.get("/dashboard/find?q=%20").header("Location")).isEqualTo("/dashboard/flows");
        assertThat(office.get("/dashboard/find?q=a&q=b").status()).isEqualTo(400);
        assertThat(office.get("/dashboard/flows?user_id=nobody-at-all").text()).contains("There is no such flow.");
    }

    /** The page of a flow that failed, and whose code would still do. */
    private String retryable() {
        Link link = riskflow.startOngoing("user-" + UUID.randomUUID());
        Misfortune.always(provider, link, Operation.FETCH_REPORT, Mishap.notReady());
        riskflow.authorize(link);
        rows.awaitRetry(link.flowId());
        rows.change(link.flowId(), "UPDATE flow SET deadline_at = now() WHERE flow_id = :flow");
        rows.hurry(link.flowId());
        riskflow.awaitStatus(link.flowId(), "failed");
        provider.trouble().clear();
        return "/dashboard/flows/" + link.flowId();
    }

    /** A flow that nothing will ever happen to. */
    private void plant(String user) {
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, created_at, updated_at,
                                          expires_at, seq, version)
                        VALUES (:id, 'ONGOING', 'CANCELLED', 'demo-shop', :user, sha256(:id::bytea), clock_timestamp(),
                                now(), now() + interval '1 h', 1, 0)
                        """)
                .param("id", UUID.randomUUID().toString())
                .param("user", user)
                .update();
    }

    private List<String> shown(String path) {
        return ROW.matcher(office.get(path).text())
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static String link(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as("a link in %s", page).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }
}
