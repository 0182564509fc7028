package dev.riskflow.demo;

import dev.riskflow.demo.PastFlow.Access;
import dev.riskflow.demo.PastFlow.Ending;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.PastReport;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.sandbox.MadeUpReport;
import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What an office would have in its lists after two months, so that a demo has something to show. The provider knows none
 * of these flows: their next renewal and their next fetch are far away, so that no job finds that out. Who asks for a
 * report to be refreshed does.
 */
final class MadeUpPast {

    static final int FLOWS = 320;

    /** When jobs come back to them. */
    private static final String FAR_AWAY = "2100-01-01T00:00:00Z";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Sealer sealer;
    private final PastReport reports;

    MadeUpPast(JdbcClient jdbc, TransactionOperations transactions, Sealer sealer) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.sealer = sealer;
        this.reports = new PastReport(jdbc);
    }

    /** Unless there are flows: then the database has a past of its own. */
    void writeOnce(Instant now) {
        boolean empty = jdbc.sql("SELECT NOT EXISTS (SELECT FROM flow)")
                .query(Boolean.class)
                .single();
        if (empty) {
            List<PastFlow> flows = IntStream.range(0, FLOWS)
                    .mapToObj(number -> PastFlow.number(number, now))
                    .toList();
            transactions.executeWithoutResult(transaction -> {
                flows.forEach(flow -> write(flow, now));
                // The database knows better when a row was written; not so this one's.
                jdbc.sql("UPDATE flow SET changed_at = updated_at").update();
            });
        }
    }

    private void write(PastFlow flow, Instant now) {
        List<Step> steps = steps(flow);
        writeFlow(flow, steps);
        for (int i = 0; i < steps.size(); i++) {
            writeStep(flow, i + 1, steps.get(i));
        }
        if (flow.access() != Access.NONE) {
            writeGrant(flow);
        }
        if (flow.versions() > 0) {
            writeReport(flow, now);
        }
    }

    /** A step of a flow's life. */
    private record Step(String status, @Nullable String reason, Instant at) {}

    private static List<Step> steps(PastFlow flow) {
        List<Step> steps = new ArrayList<>(List.of(new Step("AWAITING_USER", null, flow.createdAt())));
        Instant end = flow.endedAt();
        if (flow.ending() == Ending.COMPLETED) {
            steps.add(new Step("AUTHORIZED", null, end));
            steps.add(new Step("FETCHING", null, end.plusMillis(700)));
            steps.add(new Step("COMPLETED", null, end.plusMillis(1_900)));
        } else if (flow.ending() == Ending.FAILED && !"PROVIDER_REPORTED".equals(flow.reason())) {
            steps.add(new Step("AUTHORIZED", null, end));
            steps.add(new Step("FAILED", flow.reason(), end.plus(Duration.ofMinutes(65))));
        } else if (flow.ending() != Ending.AWAITING_USER) {
            steps.add(new Step(flow.ending().name(), flow.reason(), end));
        }
        return steps;
    }

    private void writeFlow(PastFlow flow, List<Step> steps) {
        boolean returned = steps.size() > 2;
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, reason, client, user_id, state_hash, created_at,
                               updated_at, expires_at, returned_at, deadline_at, consent_until, seq, version)
                        VALUES (:id, :type, :status, :reason, 'demo-shop', :user, sha256(CAST(:id AS bytea)), :created,
                                :updated, :expires, :returned, :deadline, :consent, :seq, :seq)
                        """)
                .param("id", flow.id())
                .param("type", flow.ongoing() ? "ONGOING" : "ONE_TIME")
                .param("status", steps.getLast().status())
                .param("reason", steps.getLast().reason())
                .param("user", flow.userId())
                .param("created", utc(flow.createdAt()))
                .param("updated", utc(steps.getLast().at()))
                .param("expires", utc(flow.expiresAt()))
                .param("returned", returned ? utc(flow.endedAt()) : null)
                .param("deadline", returned ? utc(flow.endedAt().plus(Duration.ofMinutes(65))) : null)
                // A few banks give a consent for ninety days only: some of those end soon.
                .param(
                        "consent",
                        flow.access() == Access.NONE
                                ? null
                                : utc(flow.createdAt().plus(Duration.ofDays(flow.accounts() == 3 ? 62 : 180))))
                .param("seq", steps.size())
                .update();
    }

    private void writeStep(PastFlow flow, int seq, Step step) {
        jdbc.sql(
                        "INSERT INTO flow_transition (flow_id, seq, status, reason, at) VALUES (:id, :seq, :status, :reason, :at)")
                .param("id", flow.id())
                .param("seq", seq)
                .param("status", step.status())
                .param("reason", step.reason())
                .param("at", utc(step.at()))
                .update();
    }

    private void writeGrant(PastFlow flow) {
        jdbc.sql("""
                        INSERT INTO token_grant (flow_id, type, state, reason, generation, redirect_uri, access_token,
                               refresh_token, sealed_with, issued_at, access_expires_at, refresh_at, keep_alive_at,
                               next_attempt_at, quarantine, user_active_at, created_at, updated_at)
                        SELECT :id, 'ONGOING', state, CASE state WHEN 'REAUTHORIZE' THEN 'GRANT_REFUSED' END, :versions,
                               'https://shop.example.com/', :access, :refresh, :key, :last, far, far,
                               CASE state WHEN 'ACTIVE' THEN far END, CASE state WHEN 'IN_DOUBT' THEN far END,
                               CASE state WHEN 'IN_DOUBT' THEN interval '6 hours' END, :came, :came, :last
                          FROM (SELECT CAST(:far AS timestamptz) AS far, :state AS state) planted
                        """)
                .param("id", flow.id())
                .param(
                        "state",
                        switch (flow.access()) {
                            case ALIVE, NONE -> "ACTIVE";
                            case LOST -> "REAUTHORIZE";
                            case IN_DOUBT -> "IN_DOUBT";
                        })
                .param("versions", flow.versions())
                .param("access", sealed("token_grant.access_token", flow))
                .param("refresh", sealed("token_grant.refresh_token", flow))
                .param("key", sealer.primaryKeyId())
                .param("came", utc(flow.endedAt()))
                .param("last", utc(version(flow, flow.versions() - 1)))
                .param("far", FAR_AWAY)
                .update();
        for (int i = 0; i < flow.versions(); i++) {
            boolean last = i == flow.versions() - 1;
            String outcome = last && flow.access() == Access.LOST
                    ? "REFUSED"
                    : last && flow.access() == Access.IN_DOUBT ? "IN_DOUBT" : "STORED";
            jdbc.sql("""
                            INSERT INTO token_ledger (flow_id, attempt_id, generation, cause, outcome, started_at, ended_at)
                            VALUES (:id, gen_random_uuid(), :generation, :cause, :outcome, :at,
                                    CAST(:at AS timestamptz) + interval '412 milliseconds')
                            """)
                    .param("id", flow.id())
                    .param("generation", i)
                    .param("cause", i == 0 ? "EXCHANGE" : "USE")
                    .param("outcome", i == 0 ? "STORED" : outcome)
                    .param("at", utc(version(flow, i)))
                    .update();
        }
    }

    /** Nobody issued them. */
    private String sealed(String column, PastFlow flow) {
        return sealer.seal(Secret.of("made-up"), new SealedColumn(column), flow.id());
    }

    private void writeReport(PastFlow flow, Instant now) {
        FlowType type = flow.ongoing() ? FlowType.ONGOING : FlowType.ONE_TIME;
        List<PastReport.Version> versions = IntStream.range(0, flow.versions())
                .mapToObj(i -> new PastReport.Version(document(flow, i), version(flow, i)))
                .toList();
        Instant checked =
                flow.access() == Access.ALIVE ? now : versions.getLast().at();
        reports.write(
                new ReportSubject(new FlowId(flow.id()), type, flow.userId()),
                versions,
                checked,
                flow.access() == Access.LOST ? "infinity" : FAR_AWAY);
    }

    /** A version a week. */
    private static Instant version(PastFlow flow, int index) {
        return flow.endedAt().plusMillis(1_800).plus(Duration.ofDays(7L * index));
    }

    private static String document(PastFlow flow, int revision) {
        return MadeUpReport.text(
                flow.id(),
                flow.ongoing(),
                flow.name(),
                flow.months(),
                flow.accounts(),
                version(flow, revision),
                revision);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
