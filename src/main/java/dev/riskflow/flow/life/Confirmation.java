package dev.riskflow.flow.life;

/** What became of a frontend's confirmation. */
public enum Confirmation {
    /** The code may be exchanged now. */
    CONFIRMED,
    /** It was confirmed before. */
    REPEATED,
    /** The flow needs no confirmation, or none now. */
    NOT_AWAITED,
    /** The proof is not the one that the returning browser was given. */
    REFUSED,
    /** The code's hour is over. */
    TOO_LATE
}
