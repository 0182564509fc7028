package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.SandboxClient.Started;
import dev.riskflow.sandbox.SandboxClient.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReportAccessTest extends SandboxTestBase {

    @Test
    void theDocumentStaysTheSameUntilTheDataChange() throws Exception {
        Started flow = client.startOngoing();
        String token = client.tokens(flow).access();
        String first = client.report(flow.id(), token).body();
        clock.advance(Duration.ofMinutes(50));
        assertThat(client.report(flow.id(), token).body()).isEqualTo(first);

        provider.resync(flow.id());
        String second = client.report(flow.id(), token).body();
        assertThat(second).isNotEqualTo(first);

        provider.adjust(conduct -> conduct.withResyncEvery(Duration.ofMinutes(55)));
        assertThat(client.report(flow.id(), token).body()).isEqualTo(second);
        clock.advance(Duration.ofMinutes(5));
        assertThat(client.report(flow.id(), token).body()).isNotEqualTo(second);

        provider.replaceReport(flow.id(), "{\"id\": 1.50,\r\n \"a\": 1e400000}");
        assertThat(client.report(flow.id(), token).body()).isEqualTo("{\"id\": 1.50,\r\n \"a\": 1e400000}");
    }

    @Test
    void oneTimeDataAreDeletedAnHourAfterTheFlow() throws Exception {
        provider.adjust(conduct -> conduct.withLifetimes(Lifetimes.usual().withAccessToken(Duration.ofHours(9))));
        Started oneTime = client.start();
        Started ongoing = client.startOngoing();
        Tokens tokens = client.tokens(oneTime);
        Tokens lasting = client.tokens(ongoing);
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(client.report(oneTime.id(), tokens.access()).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMillis(1));

        assertThat(client.report(oneTime.id(), tokens.access()).statusCode()).isEqualTo(404);
        assertThat(client.report(ongoing.id(), lasting.access()).statusCode()).isEqualTo(200);
        assertThat(provider.ledger().count(Operation.FETCH_REPORT, Outcome.DATA_GONE))
                .isEqualTo(1);
    }

    @Test
    void onlyTheFlowsOwnTokenOpensIt() throws Exception {
        Started flow = client.start();
        Started other = client.start();
        client.tokens(flow);
        Tokens others = client.tokens(other);

        assertThat(client.report(flow.id(), others.access()).statusCode()).isEqualTo(403);
        assertThat(client.report("no-such-flow", others.access()).statusCode()).isEqualTo(403);
        assertThat(client.report(flow.id(), "made-up").statusCode()).isEqualTo(401);
        HttpResponse<String> anonymous =
                client.send(HttpRequest.newBuilder(client.uri("/rest/risk-reports/" + flow.id()))
                        .build());
        assertThat(anonymous.statusCode()).isEqualTo(401);
    }
}
