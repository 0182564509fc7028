package dev.riskflow.provider;

import dev.riskflow.provider.ProviderException.Operation;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** The port over HTTP. */
final class HttpRiskReportProvider implements RiskReportProvider {

    private final ProviderApi api;
    private final ProviderApi patientApi;
    private final ProviderCalls calls;

    /**
     * @param api for what is safe to give up
     * @param patientApi for token requests, which are not
     */
    HttpRiskReportProvider(ProviderApi api, ProviderApi patientApi, ProviderCalls calls) {
        this.api = api;
        this.patientApi = patientApi;
        this.calls = calls;
    }

    @Override
    public void inTurn(Runnable work) {
        calls.inTurn(work);
    }

    @Override
    public WidgetLink createWidgetLink(WidgetLinkRequest request) {
        return calls.make(
                Operation.CREATE_LINK,
                null,
                () -> switch (request.type()) {
                    case ONE_TIME -> api.createOneTimeLink(request);
                    case ONGOING -> api.createOngoingLink(request);
                },
                body(LinkAnswers::read));
    }

    @Override
    public IssuedTokens exchange(FlowId flow, Secret code, URI redirectUri) {
        TokenBody body = TokenBody.exchange(code, redirectUri);
        return calls.make(Operation.EXCHANGE, flow, () -> patientApi.requestTokens(body), body(TokenAnswers::read));
    }

    @Override
    public IssuedTokens refresh(FlowId flow, Secret refreshToken) {
        TokenBody body = TokenBody.refresh(refreshToken);
        return calls.make(Operation.REFRESH, flow, () -> patientApi.requestTokens(body), body(TokenAnswers::read));
    }

    @Override
    public ReportDocument fetchReport(FlowId flow, Secret accessToken) {
        return calls.make(
                Operation.FETCH_REPORT,
                flow,
                () -> api.fetchReport(flow.value(), accessToken),
                body(ReportAnswers::read));
    }

    private static <T> Function<ResponseEntity<byte[]>, T> body(Function<byte[], T> reader) {
        return answer -> reader.apply(content(answer));
    }

    private static byte[] content(ResponseEntity<byte[]> answer) {
        byte[] content = answer.getBody();
        if (content == null) {
            throw new UnreadableAnswerException("no body");
        }
        return content;
    }
}
