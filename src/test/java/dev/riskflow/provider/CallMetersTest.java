package dev.riskflow.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.riskflow.provider.ProviderUnderTest.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.provider.ProviderException.Operation;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;

/** Every call is counted as it ended, and several in vain show in the provider's health. */
class CallMetersTest {

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @Test
    void eachCallIsCountedByOperationAndOutcome() {
        try (ProviderUnderTest provider = ProviderUnderTest.at(server.baseUrl())) {
            for (ProviderCall call : ProviderCall.values()) {
                fail(provider, call, aResponse().withStatus(400));
                fail(provider, call, aResponse().withStatus(429));
                fail(provider, call, aResponse().withStatus(503));
                fail(provider, call, aResponse().withStatus(503));
                fail(provider, call, aResponse().withStatus(200).withBody("<html>"));
                fail(provider, call, aResponse().withFault(Fault.EMPTY_RESPONSE));
            }
            reportComes(provider);

            for (Operation operation : Operation.values()) {
                assertThat(counted(provider, operation, Kind.REJECTED)).isEqualTo(1);
                assertThat(counted(provider, operation, Kind.RATE_LIMITED)).isEqualTo(1);
                assertThat(counted(provider, operation, Kind.UNAVAILABLE)).isEqualTo(2);
                assertThat(counted(provider, operation, Kind.UNREADABLE)).isEqualTo(1);
                assertThat(counted(provider, operation, Kind.NO_ANSWER)).isEqualTo(1);
                assertThat(counted(provider, operation, Kind.NOT_SENT)).isZero();
            }
            assertThat(timer(provider, Operation.FETCH_REPORT, "success").count())
                    .isEqualTo(1);
        }
    }

    @Test
    void severalCallsInVainShowInHealthUntilOneIsAnswered() {
        try (ProviderUnderTest provider = ProviderUnderTest.at(server.baseUrl())) {
            assertThat(status(provider)).isEqualTo(Status.UNKNOWN);

            fail(provider, ProviderCall.FETCH_REPORT, aResponse().withStatus(503));
            fail(provider, ProviderCall.EXCHANGE, aResponse().withStatus(200).withBody("<html>"));
            assertThat(status(provider)).isEqualTo(Status.UP);
            fail(provider, ProviderCall.FETCH_REPORT, aResponse().withFault(Fault.EMPTY_RESPONSE));
            assertThat(status(provider)).isEqualTo(ProviderHealth.DEGRADED);

            fail(provider, ProviderCall.EXCHANGE, aResponse().withStatus(400));
            assertThat(status(provider)).isEqualTo(Status.UP);
        }
    }

    @Test
    void aProviderThatIsNotThereShows() {
        try (ProviderUnderTest provider = ProviderUnderTest.at("http://provider.invalid")) {
            for (int i = 0; i < 3; i++) {
                ProviderCall.FETCH_REPORT.failure(provider);
            }
            assertThat(counted(provider, Operation.FETCH_REPORT, Kind.NOT_SENT)).isEqualTo(3);
            assertThat(status(provider)).isEqualTo(ProviderHealth.DEGRADED);
        }
    }

    private static void fail(ProviderUnderTest provider, ProviderCall call, ResponseDefinitionBuilder answer) {
        server.resetAll();
        call.answeredWith(server, answer);
        call.failure(provider);
    }

    private static void reportComes(ProviderUnderTest provider) {
        server.resetAll();
        ProviderCall.FETCH_REPORT.answeredWith(server, aResponse().withBody(fixture("200.report.json")));
        provider.fetchReport();
    }

    private static Status status(ProviderUnderTest provider) {
        return provider.health().getStatus();
    }

    private static long counted(ProviderUnderTest provider, Operation operation, Kind kind) {
        return timer(provider, operation, CallMeters.outcome(kind)).count();
    }

    private static Timer timer(ProviderUnderTest provider, Operation operation, String outcome) {
        return provider.meters()
                .get("riskflow.provider.calls")
                .tags("operation", CallMeters.text(operation), "outcome", outcome)
                .timer();
    }
}
