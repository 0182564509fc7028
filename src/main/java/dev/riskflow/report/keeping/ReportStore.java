package dev.riskflow.report.keeping;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.provider.ReportDocument;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.secrets.Digests;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes reports. Documents are up to 20 MB of text, so they never pass through a persistence context. */
@Repository
class ReportStore {

    private final JdbcClient jdbc;
    private final ExtractStore extracts;

    ReportStore(JdbcClient jdbc, ExtractStore extracts) {
        this.jdbc = jdbc;
        this.extracts = extracts;
    }

    boolean exists(FlowId flow) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM risk_report WHERE flow_id = :flow)")
                .param("flow", flow.value())
                .query(Boolean.class)
                .single();
    }

    Optional<KnownReport> find(FlowId flow) {
        return jdbc.sql("SELECT flow_id, type, user_id, version FROM risk_report WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query((row, n) -> known(row))
                .optional();
    }

    /**
     * Claims ongoing flows' reports that are due, longest first: the claim is the time before which nobody tries again.
     * Written so that an index scan ends at the first that is not due: a bare clock_timestamp() can't bound one, and a
     * parameter as LIMIT lets a generic plan expect a tenth of the table.
     */
    List<KnownReport> claimDue(Duration interval, Duration tryAgain, int most) {
        return jdbc.sql("""
                        WITH due AS (
                            SELECT flow_id FROM risk_report
                             WHERE type = 'ONGOING' AND check_not_before < 'infinity'
                               AND checked_at <= (SELECT clock_timestamp()) - :interval * interval '1 millisecond'
                               AND check_not_before <= (SELECT clock_timestamp())
                             ORDER BY checked_at LIMIT
                        """ + most + """
                               FOR UPDATE SKIP LOCKED)
                        UPDATE risk_report r
                           SET check_not_before = clock_timestamp() + :tryAgain * interval '1 millisecond'
                         WHERE r.flow_id = ANY (ARRAY (SELECT flow_id FROM due))
                        RETURNING r.flow_id, r.type, r.user_id, r.version
                        """)
                .param("interval", interval.toMillis())
                .param("tryAgain", tryAgain.toMillis())
                .query((row, n) -> known(row))
                .list();
    }

    /** Nobody tries again before, if that is later than what stands there. */
    void rest(FlowId flow, Duration atLeast) {
        jdbc.sql("""
                        UPDATE risk_report
                           SET check_not_before =
                                   greatest(check_not_before, clock_timestamp() + :wait * interval '1 millisecond')
                         WHERE flow_id = :flow
                        """)
                .param("flow", flow.value())
                .param("wait", atLeast.toMillis())
                .update();
    }

    /** Access is lost: there is nothing to check until the user comes again, with another flow. */
    void stopChecking(FlowId flow) {
        jdbc.sql("UPDATE risk_report SET check_not_before = 'infinity' WHERE flow_id = :flow")
                .param("flow", flow.value())
                .update();
    }

    private static KnownReport known(ResultSet row) throws SQLException {
        ReportSubject subject = new ReportSubject(
                new FlowId(row.getString("flow_id")),
                FlowType.valueOf(row.getString("type")),
                row.getString("user_id"));
        return new KnownReport(subject, row.getInt("version"));
    }

    /**
     * Keeps a document as the first version of its report, in a single statement that commits by itself; or does nothing,
     * if there is a report, or the flow was deleted, which {@link #keepDocument} tells apart.
     *
     * <p>Guarantee: the same as there; the flow's row is held until the commit, and of two jobs that fetched at once one
     * makes the report.
     */
    boolean keepFirst(ReportSubject subject, ReportDocument document) {
        return jdbc.sql("""
                        WITH first AS (
                            INSERT INTO risk_report
                                   (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at)
                            SELECT flow_id, :type, CAST(:user AS text), 1, now, now, now
                              FROM flow, (SELECT clock_timestamp() AS now) AS clock WHERE flow_id = :flow
                               FOR KEY SHARE OF flow
                                ON CONFLICT (flow_id) DO NOTHING
                            RETURNING flow_id, stored_at)
                        INSERT INTO risk_report_version (flow_id, version, stored_at, document, document_hash)
                        SELECT flow_id, 1, stored_at, :document, :hash FROM first
                        """)
                        .param("flow", subject.flow().value())
                        .param("type", subject.type().name())
                        .param("user", subject.userId())
                        .param("document", document.json())
                        .param("hash", hash(document))
                        .update()
                == 1;
    }

    private static byte[] hash(ReportDocument document) {
        return Digests.sha256(document.json().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Keeps a document as the next version, or notes that it is unchanged. The upsert locks the report's row first, so
     * of two that were fetched at once the second sees the first. A new version has no figures yet.
     *
     * <p>Guarantee: no document becomes a version after one that is newer. It becomes one only if none was stored between
     * its request and this commit.
     *
     * <p>Guarantee: of a flow that was deleted nothing is stored, however late its report comes. The flow's row is held
     * until the commit; a deletion under way is waited for.
     *
     * @param seen the report before the document was asked for
     */
    @Transactional
    public Kept keepDocument(KnownReport seen, ReportDocument document) {
        ReportSubject subject = seen.subject();
        byte[] hash = hash(document);
        Optional<Integer> known = jdbc.sql("""
                        INSERT INTO risk_report AS r
                               (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at)
                        SELECT flow_id, :type, CAST(:user AS text), 0, clock_timestamp(), clock_timestamp(),
                               clock_timestamp()
                          FROM flow WHERE flow_id = :flow
                           FOR KEY SHARE
                            ON CONFLICT (flow_id) DO UPDATE
                           SET checked_at = clock_timestamp(), check_not_before = '-infinity'
                        RETURNING version
                        """)
                .param("flow", subject.flow().value())
                .param("type", subject.type().name())
                .param("user", subject.userId())
                .query(Integer.class)
                .optional();
        if (known.isEmpty()) {
            return new Kept.Gone();
        }
        int latest = known.get();
        if (latest > 0 && latest != seen.version()) {
            return isSame(subject.flow(), latest, hash) ? new Kept.As(latest) : new Kept.Overtaken();
        }
        int added = jdbc.sql("""
                        INSERT INTO risk_report_version (flow_id, version, stored_at, document, document_hash)
                        SELECT :flow, :version, clock_timestamp(), :document, :hash
                         WHERE NOT EXISTS (SELECT FROM risk_report_version
                                            WHERE flow_id = :flow AND version = :version - 1 AND document_hash = :hash)
                        """)
                .param("flow", subject.flow().value())
                .param("version", latest + 1)
                .param("document", document.json())
                .param("hash", hash)
                .update();
        if (added == 1) {
            jdbc.sql("""
                            UPDATE risk_report
                               SET version = :version, stored_at = checked_at, period_months = NULL,
                                   account_count = NULL, owner_count = NULL, main_account_iban = NULL, currency = NULL,
                                   affinity = NULL, days_in_overdraft = NULL, average_balance_one_month = NULL,
                                   average_balance_three_months = NULL, average_balance_six_months = NULL,
                                   sums_currency = NULL, income_total = NULL, income_average = NULL,
                                   income_regular_average = NULL, income_variable_average = NULL,
                                   expenses_average = NULL, surplus = NULL, indicators = NULL, unread = NULL
                             WHERE flow_id = :flow
                            """)
                    .param("flow", subject.flow().value())
                    .param("version", latest + 1)
                    .update();
            jdbc.sql("""
                            UPDATE risk_report_version SET superseded_at = clock_timestamp()
                             WHERE flow_id = :flow AND version = :latest
                            """)
                    .param("flow", subject.flow().value())
                    .param("latest", latest)
                    .update();
            extracts.forget(subject.flow());
        }
        return new Kept.As(latest + added);
    }

    private boolean isSame(FlowId flow, int version, byte[] hash) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM risk_report_version
                                        WHERE flow_id = :flow AND version = :version AND document_hash = :hash)
                        """)
                .param("flow", flow.value())
                .param("version", version)
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }
}
