package dev.riskflow.flow.callback;

import dev.riskflow.flow.Binding;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.flow.browser.PublicSettings;
import dev.riskflow.flow.completion.CompletionQueue;
import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowSettings;
import dev.riskflow.flow.life.Standing;
import dev.riskflow.flow.life.StraightPath;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Secret;
import dev.riskflow.token.Grants;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what a browser brings. The outcome, the sealed code and the completion job are committed in one transaction,
 * so that what was answered has been kept; no provider call is waited for.
 */
@Component
class ReceivingCallback {

    private final StraightPath straightPath;
    private final FlowRepository flows;
    private final Grants grants;
    private final CompletionQueue queue;
    private final PublicSettings publicSettings;
    private final FlowSettings settings;
    private final Clock clock;

    ReceivingCallback(
            StraightPath straightPath,
            FlowRepository flows,
            Grants grants,
            CompletionQueue queue,
            PublicSettings publicSettings,
            FlowSettings settings,
            Clock clock) {
        this.straightPath = straightPath;
        this.flows = flows;
        this.grants = grants;
        this.queue = queue;
        this.publicSettings = publicSettings;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Notes the outcome. A repeated callback changes nothing and gets the same answer.
     *
     * @param cookie what the browser brought to show that it is the one that started the flow
     * @throws CallbackRefused if the state is not that flow's, there is no such flow, or its code has to come from another
     *     browser
     */
    @Transactional
    public CallbackAnswer receive(CallbackMessage message, @Nullable Secret cookie) {
        if (message instanceof CallbackMessage.Success success) {
            Optional<CallbackAnswer> answer = receiveFirst(success);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        Flow flow = flows.lock(message.flow().value())
                .filter(found -> stateFits(found, message.state()))
                .orElseThrow(CallbackRefused::stateOfNoSuchFlow);
        return switch (message) {
            case CallbackMessage.Success success -> succeed(flow, success, cookie);
            case CallbackMessage.Cancelled cancelled -> {
                flow.cancelled(clock.instant());
                yield answer(flow, null);
            }
            case CallbackMessage.Failed failed -> {
                flow.failedAtProvider(clock.instant());
                yield answer(flow, null);
            }
        };
    }

    /** As a rule it is a flow's first code, and any browser may bring it. */
    private Optional<CallbackAnswer> receiveFirst(CallbackMessage.Success success) {
        Optional<Standing> standing = straightPath.returned(success.flow(), success.state(), clock.instant());
        return standing.map(moved -> {
            if (!grants.accept(success.flow(), moved.subject().type(), success.code(), publicSettings.callback())) {
                throw new IllegalStateException("Flow " + success.flow() + " had a code before its user came back");
            }
            queue.enqueueFirst(success.flow());
            return new CallbackAnswer(success.flow(), moved.status(), moved.returnUrl(), null);
        });
    }

    private CallbackAnswer succeed(Flow flow, CallbackMessage.Success success, @Nullable Secret cookie) {
        if (flow.binding() == Binding.BROWSER && !flow.isBrowser(cookie)) {
            throw CallbackRefused.otherBrowser();
        }
        Secret proof = ConfirmationProof.of(success.state(), success.code());
        if (flow.acceptsCode()) {
            keepCode(flow, success.code(), proof);
        }
        return answer(flow, flow.status() == FlowStatus.AWAITING_CONFIRMATION ? proof : null);
    }

    private void keepCode(Flow flow, Secret code, Secret proof) {
        if (!grants.accept(flow.id(), flow.type(), code, publicSettings.callback())) {
            return;
        }
        switch (flow.binding()) {
            case NONE, BROWSER -> {
                flow.codeAccepted(clock.instant(), settings.deadline(flow.type()));
                queue.enqueue(flow.id());
            }
            case CONFIRM -> {
                grants.hold(flow.id());
                flow.codeHeld(proof, clock.instant(), Grants.CODE_LIFETIME);
            }
        }
    }

    private static CallbackAnswer answer(Flow flow, @Nullable Secret confirmation) {
        return new CallbackAnswer(flow.id(), flow.status(), flow.returnUrl(), confirmation);
    }

    /** Only a code needs the state ({@link CallbackMessage} sees to that); but a wrong one is always refused. */
    private static boolean stateFits(Flow flow, @Nullable Secret state) {
        return state == null || MessageDigest.isEqual(flow.stateHash(), state.fingerprint());
    }

    /**
     * What the browser is told.
     *
     * @param confirmation by which the frontend can tell this browser from others; only while that is awaited
     */
    record CallbackAnswer(
            FlowId flowId,
            FlowStatus status,
            @Nullable String returnUrl,
            @Nullable Secret confirmation) {}
}
