package dev.riskflow.flow.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.NextStep;
import dev.riskflow.report.parameters.PageCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which flows want a person to act, and why. */
class AttentionTest {

    private static final LoadedDatabase DATABASE = LoadedDatabase.empty();

    private final FlowList list = new FlowList(DATABASE.jdbc(), Follower.NINETY_DAYS);

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** Consent and user in days from now, the deadline in minutes. The provider's limit on absence is 90 days. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # type   | status        | grant         | consent | user here | deadline | attention
            ONGOING  | COMPLETED     | ACTIVE        | 100     | -10       |          |
            ONGOING  | COMPLETED     | ROTATING      |         | -10       |          |
            ONGOING  | COMPLETED     | REAUTHORIZE   | 100     | -10       |          | reauthorize
            ONGOING  | COMPLETED     | IN_DOUBT      | 100     | -10       |          | in_doubt
            ONE_TIME | FETCHING      | IN_DOUBT      |         | -0.01     | 60       | in_doubt
            ONGOING  | FETCHING      | IN_DOUBT      |         | -1        | 60       | in_doubt
            ONGOING  | FAILED        | REAUTHORIZE   |         | -10       |          |
            ONGOING  | COMPLETED     | ACTIVE        | 7.01    | -10       |          |
            ONGOING  | COMPLETED     | ACTIVE        | 6.99    | -10       |          | consent_ending
            ONGOING  | COMPLETED     | ACTIVE        | -30     | -10       |          | consent_ending
            ONGOING  | COMPLETED     | ACTIVE        | 100     | -82.99    |          |
            ONGOING  | COMPLETED     | ACTIVE        | 100     | -83.01    |          | consent_ending
            ONGOING  | COMPLETED     | ACTIVE        |         | -200      |          | consent_ending
            ONGOING  | COMPLETED     | REAUTHORIZE   | 2       | -200      |          | reauthorize, consent_ending
            ONGOING  | COMPLETED     | IN_DOUBT      | 2       | -10       |          | consent_ending, in_doubt
            ONGOING  | FETCHING      | ACTIVE        | 2       | -200      | 60       |
            ONE_TIME | AUTHORIZED    | CODE_RECEIVED |         |           | 15.1     |
            ONE_TIME | AUTHORIZED    | CODE_RECEIVED |         |           | 14.9     | deadline_near
            ONE_TIME | FETCHING      | ACTIVE        |         | -0.01     | 14.9     | deadline_near
            ONE_TIME | FETCHING      | ACTIVE        |         | -0.01     | -1       | deadline_near
            ONE_TIME | COMPLETED     |               |         |           | 1        |
            ONE_TIME | FAILED        | REAUTHORIZE   |         |           | 1        |
            ONE_TIME | AWAITING_USER |               |         |           |          |
            ONGOING  | AUTHORIZED    | CODE_RECEIVED |         |           | 1        |
            """)
    void isWantedBy(
            String type,
            String status,
            @Nullable String grant,
            @Nullable Double consent,
            @Nullable Double userHere,
            @Nullable Double deadline,
            @Nullable String attention) {
        plant("a", type, status, userHere == null ? -1 : userHere);
        set("consent_until = now() + :x * interval '1 day'", consent);
        set("deadline_at = now() + :x * interval '1 minute'", deadline);
        if (grant != null) {
            grant("a", grant, userHere);
        }
        List<String> expected = attention == null ? List.of() : Arrays.asList(attention.split(", "));

        FlowSummary summary = list.page(ListStatements.ALL, 50, null).flows().getFirst();
        assertThat(summary.attention()).extracting(Attention::text).containsExactlyElementsOf(expected);
        assertThat(summary.status() == FlowStatus.COMPLETED && summary.next() == NextStep.RENEW)
                .isEqualTo(expected.contains("reauthorize"));
        for (AttentionFilter filter : AttentionFilter.values()) {
            boolean wanted = filter == AttentionFilter.ANY ? !expected.isEmpty() : expected.contains(filter.text());
            assertThat(listed(filter)).as(filter.text()).isEqualTo(wanted ? List.of("a") : List.of());
            assertThat(ofUserOfA(filter))
                    .as(filter.text())
                    .isEqualTo(wanted && type.equals("ONGOING") ? List.of("a") : List.of());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "DEADLINE_NEAR", mode = EnumSource.Mode.EXCLUDE)
    void notWhenAnotherFlowTookOver(AttentionFilter filter) {
        everyKind();
        List<String> before = listed(filter);
        update("UPDATE flow SET renewed_by = 'z'");
        assertThat(listed(filter)).isEmpty();
        update("DELETE FROM flow WHERE flow_id = 'z'");
        assertThat(listed(filter)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void followsTheGrant() {
        plant("a", "ONGOING", "COMPLETED", -10);
        grant("a", "ACTIVE", -10.0);
        grantState("IN_DOUBT");
        assertThat(listed(AttentionFilter.IN_DOUBT)).containsExactly("a");
        grantState("REAUTHORIZE");
        assertThat(listed(AttentionFilter.IN_DOUBT)).isEmpty();
        assertThat(listed(AttentionFilter.REAUTHORIZE)).containsExactly("a");
        grantState("ACTIVE");
        assertThat(listed(AttentionFilter.ANY)).isEmpty();
        assertThat(DATABASE.jdbc()
                        .sql("SELECT count(*) FROM flow_attention")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Among consents of half a year, one of three days. */
    @Test
    void theShortestConsentCounts() {
        plant("long", "ONGOING", "COMPLETED", -10);
        set("consent_until = now() + :x * interval '1 day'", 170.0);
        plant("short", "ONGOING", "COMPLETED", -1);
        update("UPDATE flow SET consent_until = now() + interval '2 days' WHERE flow_id = 'short'");
        assertThat(listed(AttentionFilter.CONSENT_ENDING)).containsExactly("short");
    }

    @Test
    void pagesOfAnyKindHoldEachFlowOnceNewestFirst() {
        everyKind();
        List<String> paged = new ArrayList<>();
        PageCursor after = null;
        do {
            FlowPage page = list.page(filter(AttentionFilter.ANY), 2, after);
            page.flows().forEach(flow -> paged.add(flow.flowId().value()));
            after = page.nextCursor() == null ? null : PageCursor.parse(page.nextCursor());
        } while (after != null);
        assertThat(paged).containsExactly("near", "doubt", "lost", "ending", "both");
    }

    private void everyKind() {
        plant("both", "ONGOING", "COMPLETED", -300);
        plant("ending", "ONGOING", "COMPLETED", -100);
        plant("lost", "ONGOING", "COMPLETED", -30);
        plant("doubt", "ONGOING", "COMPLETED", -20);
        plant("z", "ONGOING", "COMPLETED", -10);
        plant("near", "ONE_TIME", "FETCHING", -0.03);
        grant("both", "REAUTHORIZE", -300.0);
        grant("ending", "ACTIVE", -100.0);
        grant("lost", "REAUTHORIZE", -30.0);
        grant("doubt", "IN_DOUBT", -20.0);
        grant("z", "ACTIVE", -10.0);
        update("UPDATE flow SET deadline_at = now() WHERE flow_id = 'near'");
    }

    private List<String> listed(AttentionFilter filter) {
        return list.page(filter(filter), 50, null).flows().stream()
                .map(flow -> flow.flowId().value())
                .collect(Collectors.toList());
    }

    private List<String> ofUserOfA(AttentionFilter filter) {
        return list.page(new FlowFilter(null, null, null, "user of a", filter, null), 50, null).flows().stream()
                .map(flow -> flow.flowId().value())
                .toList();
    }

    private static FlowFilter filter(AttentionFilter attention) {
        return new FlowFilter(null, null, null, null, attention, null);
    }

    /** Created a little before the day that is given, counted from now. */
    private static void plant(String id, String type, String status, double day) {
        DATABASE.jdbc()
                .sql("""
                        INSERT INTO flow (flow_id, type, status, reason, client, user_id, state_hash, created_at,
                                          updated_at, expires_at, seq, version)
                        SELECT :id, :type, :status, CASE :status WHEN 'FAILED' THEN 'ACCESS_LOST' END, 'demo-shop',
                               CASE :type WHEN 'ONGOING' THEN 'user of ' || :id END, :id::bytea, at, at, at, 1, 0
                          FROM (SELECT now() + :day * interval '1 day' - interval '1 minute' AS at) time
                        """)
                .param("id", id)
                .param("type", type)
                .param("status", status)
                .param("day", day)
                .update();
    }

    private static void grant(String id, String state, @Nullable Double userHere) {
        DATABASE.jdbc()
                .sql("""
                        INSERT INTO token_grant (flow_id, type, state, reason, attempt_id, quarantine, generation,
                                                 redirect_uri, user_active_at)
                        SELECT flow_id, type, :state, CASE :state WHEN 'REAUTHORIZE' THEN 'GRANT_REFUSED' END,
                               CASE :state WHEN 'ROTATING' THEN gen_random_uuid() END, interval '2 minutes',
                               CASE WHEN :here::float8 IS NULL THEN 0 ELSE 1 END, '', now() + :here * interval '1 day'
                          FROM flow WHERE flow_id = :id
                        """)
                .param("id", id)
                .param("state", state)
                .param("here", userHere)
                .update();
    }

    private static void grantState(String state) {
        DATABASE.jdbc()
                .sql(
                        "UPDATE token_grant SET state = :state, reason = CASE :state WHEN 'REAUTHORIZE' THEN 'GRANT_REFUSED' END")
                .param("state", state)
                .update();
    }

    private static void set(String column, @Nullable Double value) {
        DATABASE.jdbc().sql("UPDATE flow SET " + column).param("x", value).update();
    }

    private static void update(String sql) {
        DATABASE.jdbc().sql(sql).update();
    }
}
