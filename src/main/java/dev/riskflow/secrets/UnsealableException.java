package dev.riskflow.secrets;

/** A sealed value does not open: its key is not on the ring, it was altered, or it stands in the wrong place. */
public final class UnsealableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsealableException(String message) {
        super(message);
    }
}
