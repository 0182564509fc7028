package dev.riskflow.report.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.FetchOutcome;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two fetches under way at once, the one that began first may end last: its document is none that came after. */
@RiskflowTest
class OverlappingFetchesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Reports reports;
    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private String flow = "";

    OverlappingFetchesTest(Reports reports, Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.reports = reports;
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @BeforeEach
    void complete() {
        flow = riskflow.authorize(riskflow.startOngoing("user")).flowId();
        riskflow.awaitStatus(flow, "completed");
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void whatWasOvertakenIsFetchedOnceMore() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Future<Reply> slow = slowly(release, "old", this::refresh);
        provider.replaceReport(flow, document("new"));
        assertThat(refresh().text()).contains(document("new"));

        release.countDown();

        assertIs(slow.get(20, TimeUnit.SECONDS), 2, "new");
        assertThat(fetched()).isEqualTo(4);
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void whatIsOvertakenAgainIsAnsweredWithWhatIsThere() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Future<Reply> slow = slowly(release, "old", this::refresh);
        provider.replaceReport(flow, document("new"));
        refresh();
        provider.replaceReport(flow, document("newer"));
        CountDownLatch releaseAgain = new CountDownLatch(1);
        Misfortune.next(provider, flow, Operation.FETCH_REPORT, Mishap.held(releaseAgain));
        release.countDown();
        await().atMost(LIMIT).until(() -> fetched() == 4);
        provider.replaceReport(flow, document("newest"));
        refresh();

        releaseAgain.countDown();

        assertIs(slow.get(20, TimeUnit.SECONDS), 3, "newest");
        assertThat(fetched()).isEqualTo(5);
        assertThat(versions()).isEqualTo(3);
    }

    @Test
    void theSameDocumentIsNoReasonToFetchAgain() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Future<Reply> slow = slowly(release, "new", this::refresh);
        refresh();

        release.countDown();

        assertIs(slow.get(20, TimeUnit.SECONDS), 2, "new");
        assertThat(fetched()).isEqualTo(3);
    }

    /** Its job runs twice: the first instance was taken for dead. */
    @Test
    void aFirstFetchThatWasOvertakenAddsNothingOlder() throws Exception {
        rows.change(flow, "DELETE FROM risk_report WHERE flow_id = :flow");
        CountDownLatch release = new CountDownLatch(1);
        Future<FetchOutcome> slow = slowly(release, "old", this::fetchFirst);
        provider.replaceReport(flow, document("new"));
        fetchFirst();
        Misfortune.next(provider, flow, Operation.FETCH_REPORT, Mishap.status(503));

        release.countDown();

        assertThat(slow.get(20, TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Stored.class);
        assertIs(riskflow.office().get("/risk-reports/" + flow), 1, "new");
    }

    /** Begins with that document, which the provider sends once it may. */
    private <T> Future<T> slowly(CountDownLatch release, String id, Callable<T> fetch) {
        provider.replaceReport(flow, document(id));
        Misfortune.next(provider, flow, Operation.FETCH_REPORT, Mishap.held(release));
        long before = fetched();
        Future<T> slow = threads.submit(fetch);
        await().atMost(LIMIT).until(() -> fetched() > before);
        return slow;
    }

    private Reply refresh() {
        return riskflow.office().post("/risk-reports/" + flow + "/refresh", "");
    }

    private FetchOutcome fetchFirst() {
        return reports.fetchFirst(new ReportSubject(new FlowId(flow), FlowType.ONGOING, "user"));
    }

    private void assertIs(Reply reply, int version, String id) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("version").intValue()).isEqualTo(version);
        assertThat(reply.text()).contains(document(id));
    }

    private static String document(String id) {
        return "{\"id\":\"" + id + "\",\"accounts\":[]}";
    }

    private long fetched() {
        return provider.ledger().count(Operation.FETCH_REPORT, flow);
    }

    private int versions() {
        return rows.change(flow, "UPDATE risk_report_version SET stored_at = stored_at WHERE flow_id = :flow");
    }
}
