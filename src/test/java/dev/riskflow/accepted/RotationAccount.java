package dev.riskflow.accepted;

import static dev.riskflow.sandbox.Operation.REFRESH;

import dev.riskflow.sandbox.LedgerEntry;
import dev.riskflow.sandbox.Outcome;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** The service's own account of its rotations, held against the provider's. */
final class RotationAccount {

    /** The statement that begins a quarantine notes the request's end after that, if its process had to wait. */
    private static final Duration ONE_STATEMENT = Duration.ofMillis(200);

    private final JdbcClient jdbc;
    private final SandboxProvider provider;

    RotationAccount(String databaseUrl, SandboxProvider provider) {
        this.jdbc = JdbcClient.create(new SimpleDriverDataSource(new org.postgresql.Driver(), databaseUrl));
        this.provider = provider;
    }

    /** Grants that are under way or in doubt. */
    long undecided() {
        return jdbc.sql("SELECT count(*) FROM token_grant WHERE state NOT IN ('ACTIVE', 'REAUTHORIZE')")
                .query(Long.class)
                .single();
    }

    /** The flows whose access is lost, as the service sees it. */
    List<String> lost() {
        return texts(jdbc.sql("SELECT flow_id FROM token_grant WHERE state = 'REAUTHORIZE'"));
    }

    /** How often a rotation came to what. */
    List<String> outcomes() {
        return texts(jdbc.sql("""
                        SELECT lower(cause) || ' ' || lower(outcome) || ' ' || count(*) FROM token_ledger
                         WHERE generation > 0 GROUP BY cause, outcome ORDER BY cause, outcome
                        """));
    }

    /** One flow's rotations on both sides. */
    String of(String flow) {
        return "ledger: %s; at the provider: %s"
                .formatted(
                        texts(jdbc.sql("""
                                SELECT concat_ws(' ', generation, cause, outcome, started_at, ended_at)
                                  FROM token_ledger WHERE flow_id = :flow AND generation > 0 ORDER BY started_at
                                """).param("flow", flow)),
                        refreshes(flow).stream()
                                .map(entry ->
                                        entry.at() + " " + entry.outcome() + (entry.answered() ? "" : " unanswered"))
                                .toList());
    }

    /** Whatever must not be, flow by flow. */
    List<String> wrongs(Collection<String> flows, Duration quarantine) {
        List<String> wrongs = new ArrayList<>(Stream.of(
                        found("two requests at once, and the second is no probe", """
                                SELECT later.flow_id FROM token_ledger later JOIN token_ledger earlier USING (flow_id)
                                 WHERE earlier.started_at < later.started_at AND later.cause <> 'PROBE'
                                   AND (earlier.ended_at IS NULL OR earlier.ended_at > later.started_at)
                                """),
                        found("a token in doubt was presented, not probed", """
                                SELECT later.flow_id FROM token_ledger later JOIN token_ledger earlier
                                    USING (flow_id, generation)
                                 WHERE earlier.started_at < later.started_at AND later.cause <> 'PROBE'
                                   AND earlier.outcome IN ('IN_DOUBT', 'HOLDER_LOST')
                                """),
                        found("a probe before its quarantine was over", """
                                SELECT later.flow_id FROM token_ledger later JOIN token_ledger earlier
                                    USING (flow_id, generation)
                                 WHERE earlier.outcome IN ('IN_DOUBT', 'HOLDER_LOST') AND later.cause = 'PROBE'
                                   AND later.started_at > earlier.started_at
                                   AND later.started_at < earlier.ended_at + interval '%d milliseconds'
                                """.formatted(
                                        quarantine.minus(ONE_STATEMENT).toMillis())),
                        found("a probe of what was not in doubt", """
                                SELECT flow_id FROM token_ledger probe
                                 WHERE cause = 'PROBE' AND NOT EXISTS (
                                     SELECT FROM token_ledger earlier
                                      WHERE earlier.flow_id = probe.flow_id AND earlier.generation = probe.generation
                                        AND earlier.started_at < probe.started_at
                                        AND earlier.outcome IN ('IN_DOUBT', 'HOLDER_LOST', 'STORED', 'SUPERSEDED'))
                                """),
                        found("a generation that was not stored, once", """
                                SELECT flow_id FROM token_grant g
                                 WHERE ARRAY (SELECT l.generation FROM token_ledger l
                                               WHERE l.flow_id = g.flow_id AND l.generation > 0 AND l.outcome = 'STORED'
                                               ORDER BY 1)
                                       <> ARRAY (SELECT generate_series(1, g.generation - 1))
                                """),
                        found("a token request that never ended", """
                                SELECT flow_id FROM token_ledger WHERE outcome IS NULL
                                """))
                .flatMap(List::stream)
                .toList());
        flows.stream()
                .filter(this::wasPresentedUncounted)
                .forEach(flow -> wrongs.add(flow + ": presented more often than the ledger knows; " + of(flow)));
        return wrongs;
    }

    /** Tokens are presented in the order of their generations, and each is before there is a next one. */
    private boolean wasPresentedUncounted(String flow) {
        Map<String, Integer> presented = new LinkedHashMap<>();
        refreshes(flow).forEach(entry -> presented.merge(String.valueOf(entry.grant()), 1, Integer::sum));
        int generation = 0;
        for (int times : presented.values()) {
            generation++;
            if (times > claims(flow, generation)) {
                return true;
            }
        }
        return false;
    }

    private int claims(String flow, int generation) {
        return jdbc.sql("SELECT count(*) FROM token_ledger WHERE flow_id = :flow AND generation = :generation")
                .param("flow", flow)
                .param("generation", generation)
                .query(Integer.class)
                .single();
    }

    /** Whether the provider has rotated last for somebody who did not live to see it, or was told something else. */
    boolean wasAnswerLost(String flow, BadWeather weather, Pair services) {
        return refreshes(flow).stream()
                .filter(entry -> entry.outcome() == Outcome.SERVED)
                .reduce((earlier, later) -> later)
                .filter(last -> !last.answered() || weather.withheldTokens(flow) || services.diedSoonAfter(last.at()))
                .isPresent();
    }

    private List<LedgerEntry> refreshes(String flow) {
        return provider.ledger().entries(flow).stream()
                .filter(entry -> entry.operation() == REFRESH)
                .toList();
    }

    private List<String> found(String what, String flows) {
        return texts(jdbc.sql(flows)).stream()
                .distinct()
                .map(flow -> flow + ": " + what + "; " + of(flow))
                .toList();
    }

    private static List<String> texts(JdbcClient.StatementSpec statement) {
        return statement.query((row, n) -> String.valueOf(row.getString(1))).list();
    }
}
