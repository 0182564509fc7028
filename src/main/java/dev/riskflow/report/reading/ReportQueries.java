package dev.riskflow.report.reading;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.content.KeptFigures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads single reports and their versions. A document, of up to 20 MB, is read only where it is asked for. */
@Repository
class ReportQueries {

    private final JdbcClient jdbc;

    ReportQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ReportEnvelope> find(FlowId flow) {
        return jdbc.sql("SELECT " + EnvelopeRow.COLUMNS + " FROM risk_report r WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query((row, n) -> EnvelopeRow.read(row))
                .optional();
    }

    /** The latest version with its document, in one look. */
    Optional<StoredReport> latest(FlowId flow) {
        return jdbc.sql("SELECT " + EnvelopeRow.COLUMNS + """
                        , v.document
                          FROM risk_report r JOIN risk_report_version v ON v.flow_id = r.flow_id AND v.version = r.version
                         WHERE r.flow_id = :flow
                        """)
                .param("flow", flow.value())
                .query((row, n) -> new StoredReport(EnvelopeRow.read(row), row.getString("document")))
                .optional();
    }

    /** A version never changes. */
    Optional<String> document(FlowId flow, int version) {
        return jdbc.sql("SELECT document FROM risk_report_version WHERE flow_id = :flow AND version = :version")
                .param("flow", flow.value())
                .param("version", version)
                .query(String.class)
                .optional();
    }

    Optional<ReportVersion> version(FlowId flow, int version) {
        return jdbc.sql("""
                        SELECT version, stored_at, figures FROM risk_report_version
                         WHERE flow_id = :flow AND version = :version
                        """)
                .param("flow", flow.value())
                .param("version", version)
                .query((row, n) -> version(row))
                .optional();
    }

    /** Newest first. */
    List<ReportVersion> history(FlowId flow, int rows, @Nullable Integer before) {
        return jdbc.sql("""
                        SELECT version, stored_at, figures FROM risk_report_version
                         WHERE flow_id = :flow AND version < :before
                         ORDER BY version DESC LIMIT
                        """ + rows)
                .param("flow", flow.value())
                .param("before", before == null ? Integer.MAX_VALUE : before)
                .query((row, n) -> version(row))
                .list();
    }

    private static ReportVersion version(ResultSet row) throws SQLException {
        KeptFigures kept = KeptFigures.parse(row.getString("figures"));
        return new ReportVersion(
                row.getInt("version"), EnvelopeRow.time(row, "stored_at"), kept.figures(), kept.unread());
    }
}
