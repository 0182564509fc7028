package dev.riskflow.sandbox;

/** A request that breaks the contract; the reason says where. */
final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedRequest(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
