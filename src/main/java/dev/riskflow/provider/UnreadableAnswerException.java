package dev.riskflow.provider;

/** A success status with a body that is not what was promised. The message is ours, and repeats nothing of the body. */
final class UnreadableAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message) {
        super(message);
    }
}
