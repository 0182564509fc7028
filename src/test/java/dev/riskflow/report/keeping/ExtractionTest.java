package dev.riskflow.report.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.provider.ReportDocument;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.report.content.Extract;
import dev.riskflow.report.reading.ReportEnvelope;
import dev.riskflow.report.reading.ReportFilter;
import dev.riskflow.report.reading.StoredReports;
import dev.riskflow.sandbox.SandboxProvider;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A document is stored first and read second; what was not read then is read later. */
@RiskflowTest
class ExtractionTest {

    private static final String DOCUMENT = """
            {"income":{"summary":{"average":12.30}},"risk_indicators":{"gambling":true}}""";

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final ReportStore store;
    private final StoredReports reports;
    private final UnreadReports unread;
    private final JdbcClient jdbc;
    private final String user = "user-" + UUID.randomUUID();

    ExtractionTest(
            Riskflow riskflow,
            SandboxProvider provider,
            Rows rows,
            ReportStore store,
            StoredReports reports,
            UnreadReports unread,
            JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.store = store;
        this.reports = reports;
        this.unread = unread;
        this.jdbc = jdbc;
    }

    @Test
    void untilAVersionIsReadItHasNoFiguresAndNotThoseOfTheOneBefore() {
        FlowId flow = stored();
        assertThat(found()).containsExactly(flow);

        store.keepDocument(seen(flow), new ReportDocument("{\"period\":6}"));

        assertThat(reports.find(flow)).hasValueSatisfying(report -> {
            assertThat(report.version()).isEqualTo(2);
            assertThat(report.figures()).isEqualTo(Extract.NOTHING.figures());
            assertThat(report.unread()).isNull();
        });
        assertThat(found()).isEmpty();
        assertThat(reports.history(flow, 10, null))
                .extracting(version -> version.figures().incomeAverage())
                .containsExactly(null, new BigDecimal("12.30"));
    }

    /** So that of two jobs that fetched at once one makes the report, and a late one none. */
    @Test
    void aFirstVersionIsKeptOnlyWhereThereIsAFlowAndNoReport() {
        FlowId flow = stored();
        ReportDocument document = new ReportDocument("{\"period\":6}");

        assertThat(store.keepFirst(new ReportSubject(flow, FlowType.ONGOING, user), document))
                .isFalse();
        assertThat(store.keepFirst(new ReportSubject(new FlowId("gone"), FlowType.ONE_TIME, null), document))
                .isFalse();

        assertThat(reports.history(flow, 10, null)).hasSize(1);
        assertThat(reports.find(new FlowId("gone"))).isEmpty();
    }

    @Test
    void aVersionThatNobodyHasReadIsReadLater() {
        FlowId flow = stored();
        store.keepDocument(seen(flow), new ReportDocument(DOCUMENT.replace("12", "13")));

        unread.read();
        assertThat(reports.find(flow))
                .as("somebody may be reading it right now")
                .hasValueSatisfying(report -> assertThat(report.unread()).isNull());

        storedLongAgo(flow);
        unread.read();

        assertThat(reports.find(flow)).hasValueSatisfying(report -> {
            assertThat(report.figures().incomeAverage()).isEqualTo("13.30");
            assertThat(report.unread()).isEmpty();
        });
        assertThat(found()).containsExactly(flow);
    }

    /** As after an update from a release that read less. */
    @Test
    void anOlderVersionThatIsReadLateLeavesTheLatestOnesFiguresAlone() {
        FlowId flow = stored();
        provider.replaceReport(flow.value(), DOCUMENT.replace("12", "13"));
        riskflow.office().post("/risk-reports/" + flow + "/refresh", "");
        rows.change(flow.value(), """
                UPDATE risk_report_version SET figures = NULL WHERE flow_id = :flow AND version = 1
                """);

        storedLongAgo(flow);
        unread.read();

        assertThat(reports.find(flow).orElseThrow().figures().incomeAverage()).isEqualTo("13.30");
        assertThat(reports.version(flow, 1).orElseThrow().figures().incomeAverage())
                .isEqualTo("12.30");
    }

    @Test
    void aDocumentThatCannotBeReadIsNotTriedAgainAndAgain() {
        FlowId flow = stored();
        rows.change(flow.value(), """
                UPDATE risk_report_version SET figures = NULL, document = repeat('[', 20000) || repeat(']', 20000)
                 WHERE flow_id = :flow
                """);

        storedLongAgo(flow);
        unread.read();

        assertThat(reports.find(flow).orElseThrow().unread()).isEqualTo(List.of("*"));
        assertThat(reports.content(flow, 1).orElseThrow().unread()).isEqualTo(List.of("*"));
        assertThat(rows.change(flow.value(), """
                        UPDATE risk_report_version SET figures = figures WHERE flow_id = :flow AND figures IS NULL
                        """)).isZero();
    }

    /** Nothing is wrong with the document then; what it says finds no room. */
    @Test
    void aDocumentIsReadLaterWhoseFiguresCantBeStoredNow() {
        FlowId flow = stored();
        rows.change(flow.value(), "UPDATE risk_report_version SET figures = NULL WHERE flow_id = :flow");
        storedLongAgo(flow);
        jdbc.sql("""
                        CREATE FUNCTION no_room_for_figures() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$
                        """).update();
        try {
            jdbc.sql("""
                            CREATE TRIGGER no_room_for_figures BEFORE UPDATE ON risk_report_version FOR EACH ROW
                            WHEN (OLD.flow_id = '%s' AND NEW.figures::text LIKE '%%12.3%%')
                            EXECUTE FUNCTION no_room_for_figures()
                            """.formatted(flow)).update();
            unread.read();
        } finally {
            jdbc.sql("DROP FUNCTION no_room_for_figures CASCADE").update();
        }
        assertThat(rows.change(flow.value(), """
                        UPDATE risk_report SET income_average = NULL WHERE flow_id = :flow
                        """)).isOne();

        unread.read();

        assertThat(reports.find(flow).orElseThrow().figures().incomeAverage()).isEqualTo("12.30");
    }

    private KnownReport seen(FlowId flow) {
        return new KnownReport(new ReportSubject(flow, FlowType.ONGOING, user), 1);
    }

    private FlowId stored() {
        Link link = riskflow.startOngoing(user);
        provider.replaceReport(link.flowId(), DOCUMENT);
        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");
        return new FlowId(link.flowId());
    }

    private void storedLongAgo(FlowId flow) {
        rows.change(flow.value(), """
                UPDATE risk_report_version SET stored_at = stored_at - interval '2 minutes' WHERE flow_id = :flow
                """);
    }

    private List<FlowId> found() {
        ReportFilter filter = new ReportFilter(null, null, null, null, null, null, "gambling");
        return reports.page(filter, 200, null).reports().stream()
                .filter(report -> user.equals(report.userId()))
                .map(ReportEnvelope::flowId)
                .toList();
    }
}
