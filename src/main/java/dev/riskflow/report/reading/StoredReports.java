package dev.riskflow.report.reading;

import dev.riskflow.StoredTime;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.content.ContentReader;
import dev.riskflow.report.content.KeptFigures;
import dev.riskflow.report.content.ReportContent;
import dev.riskflow.report.parameters.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stored reports, for reading: what the back office sees of them. A document, of up to 20 MB, is read only where it is
 * asked for.
 */
@Repository
public class StoredReports {

    private final JdbcClient jdbc;
    private final ReportSearch search;
    private final ContentReader reader;

    StoredReports(JdbcClient jdbc, ReportSearch search, ContentReader reader) {
        this.jdbc = jdbc;
        this.search = search;
        this.reader = reader;
    }

    /**
     * A page of the list, newest first.
     *
     * @param limit reports on a page; at least one
     * @param after where the page before ended; null for the first page
     */
    public ReportPage page(ReportFilter filter, int limit, @Nullable PageCursor after) {
        return ReportPage.of(search.page(filter, limit + 1, after), limit, after == null);
    }

    /** The latest version of a flow's report. */
    public Optional<ReportEnvelope> find(FlowId flow) {
        return jdbc.sql("SELECT " + EnvelopeRow.COLUMNS + " FROM risk_report r WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query((row, n) -> EnvelopeRow.read(row))
                .optional();
    }

    /** The same with its document, in one look. */
    public Optional<StoredReport> latest(FlowId flow) {
        return jdbc.sql("SELECT " + EnvelopeRow.COLUMNS + """
                        , substring(v.document FOR %d) AS beginning
                          FROM risk_report r JOIN risk_report_version v ON v.flow_id = r.flow_id AND v.version = r.version
                         WHERE r.flow_id = :flow
                        """.formatted(StoredDocument.PIECE))
                .param("flow", flow.value())
                .query((row, n) -> latest(EnvelopeRow.read(row), row.getString("beginning")))
                .optional();
    }

    private StoredReport latest(ReportEnvelope report, String beginning) {
        return new StoredReport(report, document(report.flowId(), report.version(), beginning));
    }

    /** To be shown. */
    public Optional<StoredDocument> document(FlowId flow, int version) {
        return piece(flow, version, 0).map(beginning -> document(flow, version, beginning));
    }

    private StoredDocument document(FlowId flow, int version, String beginning) {
        return new StoredDocument(beginning, index -> piece(flow, version, index));
    }

    /** Pieces fit together, whenever they are read: a version never changes. */
    private Optional<String> piece(FlowId flow, int version, int index) {
        return jdbc.sql("""
                        SELECT substring(document FROM :from FOR :size) FROM risk_report_version
                         WHERE flow_id = :flow AND version = :version
                        """)
                .param("from", index * StoredDocument.PIECE + 1)
                .param("size", StoredDocument.PIECE)
                .param("flow", flow.value())
                .param("version", version)
                .query(String.class)
                .optional();
    }

    /** A whole document, to be read here and now. */
    public Optional<String> text(FlowId flow, int version) {
        return jdbc.sql("SELECT document FROM risk_report_version WHERE flow_id = :flow AND version = :version")
                .param("flow", flow.value())
                .param("version", version)
                .query(String.class)
                .optional();
    }

    /** What is readable of a version's document; empty where there is no such version. */
    public Optional<ReportContent> content(FlowId flow, int version) {
        return text(flow, version).map(reader::read);
    }

    public Optional<ReportVersion> version(FlowId flow, int version) {
        return jdbc.sql("""
                        SELECT version, stored_at, figures FROM risk_report_version
                         WHERE flow_id = :flow AND version = :version
                        """)
                .param("flow", flow.value())
                .param("version", version)
                .query((row, n) -> version(row))
                .optional();
    }

    /**
     * A report's versions, the latest one first.
     *
     * @param before only older ones than this; null for all
     */
    public List<ReportVersion> history(FlowId flow, int limit, @Nullable Integer before) {
        return jdbc.sql("""
                        SELECT version, stored_at, figures FROM risk_report_version
                         WHERE flow_id = :flow AND version < :before
                         ORDER BY version DESC LIMIT
                        """ + limit)
                .param("flow", flow.value())
                .param("before", before == null ? Integer.MAX_VALUE : before)
                .query((row, n) -> version(row))
                .list();
    }

    private static ReportVersion version(ResultSet row) throws SQLException {
        KeptFigures kept = KeptFigures.parse(row.getString("figures"));
        return new ReportVersion(
                row.getInt("version"), StoredTime.read(row, "stored_at"), kept.figures(), kept.unread());
    }
}
