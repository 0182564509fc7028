package dev.riskflow.provider;

import dev.riskflow.RequestTurns;
import dev.riskflow.provider.ProviderException.Kind;
import dev.riskflow.provider.ProviderException.Operation;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
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
    private final RequestTurns requests;

    ProviderCalls(int maxConcurrent, Clock clock, CallMeters meters, RequestTurns requests) {
        turns = new Semaphore(maxConcurrent, true);
        failures = new CallFailures(clock);
        this.meters = meters;
        this.requests = requests;
    }

    <T> T make(
            Operation operation,
            @Nullable FlowId flow,
            Supplier<ResponseEntity<byte[]>> request,
            Function<ResponseEntity<byte[]>, T> reader) {
        NoTransaction.require();
        return HAS_TURN.isBound()
                ? call(operation, flow, request, reader)
                : inTurn(operation, () -> call(operation, flow, request, reader));
    }

    /** Takes one turn for all of the work's calls. */
    void inTurn(Runnable work) {
        NoTransaction.require();
        inTurn(Operation.REFRESH, () -> {
            ScopedValue.where(HAS_TURN, true).run(work);
            return true;
        });
    }

    /**
     * A request that waits here for its turn, or for the provider, lets others be worked at meanwhile: however slow the
     * provider is, browsers that come back with a code are not kept waiting for it.
     *
     * <p>Guarantee: nobody waits to be worked at again while it has a turn here. Those who have one could otherwise wait
     * for those who want one, and these for them.
     */
    private <T> T inTurn(Operation operation, Supplier<T> work) {
        return requests.without(() -> {
            awaitTurn(operation);
            try {
                return work.get();
            } finally {
                turns.release();
            }
        });
    }

    private <T> T call(
            Operation operation,
            @Nullable FlowId flow,
            Supplier<ResponseEntity<byte[]>> request,
            Function<ResponseEntity<byte[]>, T> reader) {
        CallLog call = CallLog.start(operation, flow, meters);
        ResponseEntity<byte[]> answer = send(call, request);
        T result = read(call, answer, reader);
        call.succeeded(answer.getStatusCode().value());
        return result;
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
        if (!isSuccess(call.operation(), answer.getStatusCode())) {
            throw call.failed(failures.refused(call.operation(), answer), null);
        }
        return answer;
    }

    /**
     * What a link or token answer promises is in its body, and asking again would cost more: any success will do. A report's
     * 202 or 206 may carry well-formed JSON that is not the report, or not all of it.
     */
    private static boolean isSuccess(Operation operation, HttpStatusCode status) {
        return switch (operation) {
            case CREATE_LINK, EXCHANGE, REFRESH -> status.is2xxSuccessful();
            case FETCH_REPORT -> status.isSameCodeAs(HttpStatus.OK);
        };
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
