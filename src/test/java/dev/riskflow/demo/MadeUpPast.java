package dev.riskflow.demo;

import dev.riskflow.demo.PastFlow.Access;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.report.keeping.PastReport;
import dev.riskflow.sandbox.MadeUpReport;
import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
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
        List<PastStep> steps = PastStep.of(flow);
        writeFlow(flow, steps);
        for (int i = 0; i < steps.size(); i++) {
            writeStep(flow, i + 1, steps.get(i));
        }
        PastGrant grant = PastGrant.of(flow);
        if (grant.state() != null) {
            writeGrant(flow, grant);
        }
        for (int i = 0; i < grant.requests().size(); i++) {
            writeRequest(flow, grant, i);
        }
        if (flow.versions() > 0) {
            writeReport(flow, now);
        }
    }

    private void writeFlow(PastFlow flow, List<PastStep> steps) {
        boolean returned = steps.size() > 2;
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, reason, client, user_id, binding, state_hash, created_at,
                               updated_at, expires_at, returned_at, deadline_at, consent_until, seq, version)
                        VALUES (:id, :type, :status, :reason, 'demo-shop', :user, :binding, sha256(CAST(:id AS bytea)), :created,
                                :updated, :expires, :returned, :deadline, :consent, :seq, :seq)
                        """)
                .param("id", flow.id())
                .param("type", flow.ongoing() ? "ONGOING" : "ONE_TIME")
                .param("status", steps.getLast().status())
                .param("reason", steps.getLast().reason())
                .param("user", flow.userId())
                .param("binding", "NOT_CONFIRMED".equals(flow.reason()) ? "CONFIRM" : "NONE")
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

    private void writeStep(PastFlow flow, int seq, PastStep step) {
        jdbc.sql(
                        "INSERT INTO flow_transition (flow_id, seq, status, reason, at) VALUES (:id, :seq, :status, :reason, :at)")
                .param("id", flow.id())
                .param("seq", seq)
                .param("status", step.status())
                .param("reason", step.reason())
                .param("at", utc(step.at()))
                .update();
    }

    private void writeGrant(PastFlow flow, PastGrant grant) {
        boolean tokens = grant.generation() > 0;
        jdbc.sql("""
                        INSERT INTO token_grant (flow_id, type, state, reason, generation, redirect_uri, access_token,
                               refresh_token, sealed_with, issued_at, access_expires_at, refresh_at, keep_alive_at,
                               next_attempt_at, quarantine, user_active_at, created_at, updated_at)
                        SELECT :id, type, state, :reason, :generation, 'https://shop.example.com/', :access, :refresh,
                               :key, :last, far, far, CASE WHEN state = 'ACTIVE' AND type = 'ONGOING' THEN far END,
                               CASE state WHEN 'IN_DOUBT' THEN far END,
                               CASE state WHEN 'IN_DOUBT' THEN interval '6 hours' END, :came, :came, :last
                          FROM (SELECT CAST(:far AS timestamptz) AS far, :state AS state, :type AS type) planted
                        """)
                .param("id", flow.id())
                .param("type", flow.ongoing() ? "ONGOING" : "ONE_TIME")
                .param("state", grant.state())
                .param("reason", grant.reason())
                .param("generation", grant.generation())
                .param("access", tokens ? sealed("token_grant.access_token", flow) : null)
                .param("refresh", tokens ? sealed("token_grant.refresh_token", flow) : null)
                .param("key", sealer.primaryKeyId())
                .param("came", utc(flow.endedAt()))
                .param("last", utc(flow.versions() == 0 ? flow.endedAt() : flow.versionAt(flow.versions() - 1)))
                .param("far", FAR_AWAY)
                .update();
    }

    private void writeRequest(PastFlow flow, PastGrant grant, int index) {
        PastGrant.Request request = grant.requests().get(index);
        jdbc.sql("""
                        INSERT INTO token_ledger (flow_id, attempt_id, generation, cause, outcome, started_at, ended_at)
                        VALUES (:id, gen_random_uuid(), :generation, :cause, :outcome, :at,
                                CAST(:at AS timestamptz) + :took * interval '1 millisecond')
                        """)
                .param("id", flow.id())
                .param("generation", request.cause().equals("EXCHANGE") ? 0 : index)
                .param("cause", request.cause())
                .param("outcome", request.outcome())
                .param("at", utc(request.at()))
                .param("took", 180 + (flow.took().toMillis() + 37L * index) % 400)
                .update();
    }

    /** Nobody issued them. */
    private String sealed(String column, PastFlow flow) {
        return sealer.seal(Secret.of("made-up"), new SealedColumn(column), flow.id());
    }

    private void writeReport(PastFlow flow, Instant now) {
        FlowType type = flow.ongoing() ? FlowType.ONGOING : FlowType.ONE_TIME;
        List<PastReport.Version> versions = IntStream.range(0, flow.versions())
                .mapToObj(i -> new PastReport.Version(document(flow, i), flow.versionAt(i)))
                .toList();
        Instant checked =
                flow.access() == Access.ALIVE ? now : versions.getLast().at();
        reports.write(
                new ReportSubject(new FlowId(flow.id()), type, flow.userId()),
                versions,
                checked,
                flow.access() == Access.LOST ? "infinity" : FAR_AWAY);
    }

    private static String document(PastFlow flow, int revision) {
        return MadeUpReport.text(
                flow.id(),
                flow.ongoing(),
                flow.name(),
                flow.months(),
                flow.accounts(),
                flow.versionAt(revision),
                revision);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
