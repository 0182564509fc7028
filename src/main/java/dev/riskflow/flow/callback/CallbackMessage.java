package dev.riskflow.flow.callback;

import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the widget says through the browser (contract, "Callback"). {@code cancel} and {@code abort} mean the same, and
 * either may be there; a parameter that is there twice is refused, since two readers could take either value.
 */
sealed interface CallbackMessage {

    FlowId flow();

    /** Absent only where it isn't needed: a cancellation or failure may come without. */
    @Nullable
    Secret state();

    /** The user agreed; the code can be exchanged. */
    record Success(FlowId flow, Secret state, Secret code) implements CallbackMessage {}

    /** The user cancelled. */
    record Cancelled(FlowId flow, @Nullable Secret state) implements CallbackMessage {}

    /** It failed at the provider. */
    record Failed(FlowId flow, @Nullable Secret state) implements CallbackMessage {}

    /**
     * Reads the query parameters; unknown ones are ignored.
     *
     * @throws CallbackRefused if they make no sense together
     */
    static CallbackMessage parse(Map<String, List<String>> parameters) {
        FlowId flow = flowId(single(parameters, "flow_id"));
        Secret state = secret(single(parameters, "state"));
        Secret code = secret(single(parameters, "code"));
        boolean cancel = isTold(single(parameters, "cancel"));
        boolean abort = isTold(single(parameters, "abort"));
        boolean cancelled = cancel || abort;
        if (isSuccess(single(parameters, "success"))) {
            if (cancelled || code == null || state == null) {
                throw new CallbackRefused("A success needs code and state, and can't be a cancellation");
            }
            return new Success(flow, state, code);
        }
        if (code != null) {
            throw new CallbackRefused("A failure has no code");
        }
        return cancelled ? new Cancelled(flow, state) : new Failed(flow, state);
    }

    private static FlowId flowId(@Nullable String text) {
        if (text == null) {
            throw new CallbackRefused("flow_id is missing");
        }
        try {
            return new FlowId(text);
        } catch (IllegalArgumentException e) {
            throw new CallbackRefused("flow_id is malformed");
        }
    }

    private static boolean isSuccess(@Nullable String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            case null, default -> throw new CallbackRefused("success must be true or false");
        };
    }

    /** The contract gives {@code cancel} no value: it is there only when the user cancelled. */
    private static boolean isTold(@Nullable String value) {
        return value != null && !value.equals("false");
    }

    private static @Nullable Secret secret(@Nullable String value) {
        return value == null || value.isEmpty() ? null : Secret.of(value);
    }

    private static @Nullable String single(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new CallbackRefused(name + " is there more than once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
