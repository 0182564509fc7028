package dev.riskflow.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.riskflow.provider.ProviderException.Operation;

/** Each of the four calls, with where it goes. */
enum ProviderCall {
    CREATE_LINK(Operation.CREATE_LINK, "/onetime/risk-report"),
    EXCHANGE(Operation.EXCHANGE, "/auth/token"),
    REFRESH(Operation.REFRESH, "/auth/token"),
    FETCH_REPORT(Operation.FETCH_REPORT, "/rest/risk-reports/flow-1");

    final Operation operation;
    final String path;

    ProviderCall(Operation operation, String path) {
        this.operation = operation;
        this.path = path;
    }

    Object make(ProviderUnderTest provider) {
        return switch (this) {
            case CREATE_LINK -> provider.createLink();
            case EXCHANGE -> provider.exchange();
            case REFRESH -> provider.refresh();
            case FETCH_REPORT -> provider.fetchReport();
        };
    }

    ProviderException failure(ProviderUnderTest provider) {
        ProviderException failure = catchThrowableOfType(ProviderException.class, () -> make(provider));
        if (failure == null) {
            throw new AssertionError(this + " did not fail");
        }
        return failure;
    }

    void answeredWith(WireMockExtension server, ResponseDefinitionBuilder answer) {
        MappingBuilder request = this == FETCH_REPORT ? get(urlEqualTo(path)) : post(urlEqualTo(path));
        server.stubFor(request.willReturn(answer));
    }
}
