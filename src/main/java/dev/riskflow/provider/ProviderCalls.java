package dev.riskflow.provider;

import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.provider.ProviderException.Operation;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;

/**
 * What is the same for every call: it waits its turn, is made once, and ends in a result or a
 * {@link ProviderException}, with a line in the log. Exceptions of the libraries end here; their messages may repeat
 * a header or a body.
 */
final class ProviderCalls {

    private static final ScopedValue<Boolean> HAS_TURN = ScopedValue.newInstance();

    private final Semaphore turns;
    private final CallFailures failures;
    private final CallMeters meters;

    ProviderCalls(int maxConcurrent, Clock clock, CallMeters meters) {
        turns = new Semaphore(maxConcurrent, true);
        failures = new CallFailures(clock);
        this.meters = meters;
    }

    <T> T make(
            Operation operation,
            @Nullable FlowId flow,
            Supplier<ResponseEntity<byte[]>> request,
            Function<ResponseEntity<byte[]>, T> reader) {
        NoTransaction.require();
        if (!HAS_TURN.isBound()) {
            awaitTurn(operation);
        }
        try {
            CallLog call = CallLog.start(operation, flow, meters);
            ResponseEntity<byte[]> answer = send(call, request);
            T result = read(call, answer, reader);
            call.succeeded(answer.getStatusCode().value());
            return result;
        } finally {
            if (!HAS_TURN.isBound()) {
                turns.release();
            }
        }
    }

    /** Takes one turn for all of the work's calls. */
    void inTurn(Runnable work) {
        NoTransaction.require();
        awaitTurn(Operation.REFRESH);
        try {
            ScopedValue.where(HAS_TURN, true).run(work);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn(Operation operation) {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(operation, Kind.NOT_SENT, null, null, null);
        }
    }

    private ResponseEntity<byte[]> send(CallLog call, Supplier<ResponseEntity<byte[]>> request) {
        ResponseEntity<byte[]> answer;
        try {
            answer = request.get();
        } catch (ResourceAccessException e) {
            throw call.failed(failures.withoutAnswer(call.operation(), e.getCause()), name(e.getCause()));
        } catch (RuntimeException e) {
            throw call.failed(failures.withoutAnswer(call.operation(), e), name(e));
        }
        if (!answer.getStatusCode().is2xxSuccessful()) {
            throw call.failed(failures.refused(call.operation(), answer), null);
        }
        return answer;
    }

    private <T> T read(CallLog call, ResponseEntity<byte[]> answer, Function<ResponseEntity<byte[]>, T> reader) {
        int status = answer.getStatusCode().value();
        try {
            return reader.apply(answer);
        } catch (UnreadableAnswerException e) {
            throw call.failed(failures.unreadable(call.operation(), status), e.getMessage());
        } catch (RuntimeException e) {
            throw call.failed(failures.unreadable(call.operation(), status), name(e));
        }
    }

    private static @Nullable String name(@Nullable Throwable cause) {
        return cause == null ? null : cause.getClass().getSimpleName();
    }
}
