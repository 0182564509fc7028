package dev.riskflow.report;

/** An answer that has begun can't be finished. Its client must see that it is not whole: the connection is cut. */
public final class AnswerBrokenOffException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AnswerBrokenOffException() {
        super("An answer broke off");
    }
}
