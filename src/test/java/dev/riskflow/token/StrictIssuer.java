package dev.riskflow.token;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.IssuedTokens;
import dev.riskflow.provider.ProviderException;
import dev.riskflow.provider.ReportDocument;
import dev.riskflow.provider.RiskReportProvider;
import dev.riskflow.provider.WidgetLink;
import dev.riskflow.provider.WidgetLinkRequest;
import dev.riskflow.secrets.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider without a network, for tens of thousands of rotations: it remembers what was presented to it. */
final class StrictIssuer implements RiskReportProvider {

    private final Set<String> presented = ConcurrentHashMap.newKeySet();
    private final Map<FlowId, Integer> issued = new ConcurrentHashMap<>();
    private final Queue<ProviderException> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger presentedAgain = new AtomicInteger();
    private final Semaphore places;
    private volatile Runnable meanwhile = () -> {};

    /** With room for any number of calls at once. */
    StrictIssuer() {
        this(Integer.MAX_VALUE);
    }

    /** @param places how many calls are under way at once */
    StrictIssuer(int places) {
        this.places = new Semaphore(places, true);
    }

    /** The refresh token that a flow holds after so many rotations. */
    static Secret refreshToken(FlowId flow, int rotations) {
        return Secret.of("refresh " + flow + " " + rotations);
    }

    /** The next refresh ends so, and nothing is spent. */
    void failNext(ProviderException.Kind kind, @Nullable String error) {
        failures.add(new ProviderException(ProviderException.Operation.REFRESH, kind, null, error, null));
    }

    /** What happens while a refresh is under way. */
    void meanwhile(Runnable event) {
        meanwhile = event;
    }

    /** How many wait for a place among the calls. */
    int waiting() {
        return places.getQueueLength();
    }

    int presentedAgain() {
        return presentedAgain.get();
    }

    int requests() {
        return presented.size() + presentedAgain.get();
    }

    int rotations(FlowId flow) {
        return issued.getOrDefault(flow, 0);
    }

    @Override
    public IssuedTokens refresh(FlowId flow, Secret refreshToken) {
        ProviderException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        meanwhile.run();
        if (!presented.add(refreshToken.reveal())) {
            presentedAgain.incrementAndGet();
        }
        int rotation = issued.merge(flow, 1, Integer::sum);
        return new IssuedTokens(
                Secret.of("access " + flow + " " + rotation), refreshToken(flow, rotation), Duration.ofHours(1));
    }

    @Override
    public void inTurn(Runnable work) {
        places.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            places.release();
        }
    }

    @Override
    public WidgetLink createWidgetLink(WidgetLinkRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IssuedTokens exchange(FlowId flow, Secret code, URI redirectUri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReportDocument fetchReport(FlowId flow, Secret accessToken) {
        throw new UnsupportedOperationException();
    }
}
