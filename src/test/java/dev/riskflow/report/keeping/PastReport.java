package dev.riskflow.report.keeping;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.report.content.ContentReader;
import dev.riskflow.secrets.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A report that came long ago, version by version, written past the service and read as the service reads it. */
public final class PastReport {

    private static final ContentReader READER = new ContentReader();

    private final JdbcClient jdbc;
    private final ExtractStore extracts;

    public PastReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.extracts = new ExtractStore(jdbc);
    }

    /**
     * Writes a report.
     *
     * @param versions the oldest one first
     * @param checkedAt when it was last seen unchanged
     * @param checkNotBefore when the provider may be asked again
     */
    public void write(ReportSubject subject, List<Version> versions, Instant checkedAt, String checkNotBefore) {
        jdbc.sql("""
                        INSERT INTO risk_report (flow_id, type, user_id, version, first_stored_at, stored_at, checked_at,
                                                 check_not_before)
                        VALUES (:flow, :type, :user, :version, :first, :stored, :checked,
                                CAST(:notBefore AS timestamptz))
                        """)
                .param("flow", subject.flow().value())
                .param("type", subject.type().name())
                .param("user", subject.userId())
                .param("version", versions.size())
                .param("first", versions.getFirst().at().atOffset(ZoneOffset.UTC))
                .param("stored", versions.getLast().at().atOffset(ZoneOffset.UTC))
                .param("checked", checkedAt.atOffset(ZoneOffset.UTC))
                .param("notBefore", checkNotBefore)
                .update();
        for (int i = 0; i < versions.size(); i++) {
            write(subject.flow(), i + 1, versions.get(i));
        }
    }

    private void write(FlowId flow, int number, Version version) {
        jdbc.sql("""
                        INSERT INTO risk_report_version (flow_id, version, stored_at, document, document_hash)
                        VALUES (:flow, :version, :stored, :document, :hash)
                        """)
                .param("flow", flow.value())
                .param("version", number)
                .param("stored", version.at().atOffset(ZoneOffset.UTC))
                .param("document", version.document())
                .param("hash", Digests.sha256(version.document().getBytes(StandardCharsets.UTF_8)))
                .update();
        extracts.keep(flow, number, READER.extract(version.document()));
    }

    /** A document, and when it came. */
    public record Version(String document, Instant at) {}
}
