package dev.riskflow.token;

/** Why there is no access (any more); the user has to come again. */
public enum LossReason {
    /** The provider refused the code, and nothing had happened to it before. */
    CODE_REFUSED,
    /** The code's hour (contract, "Tokens") was over before it could be presented with success. */
    CODE_EXPIRED,
    /** The code was presented, nobody saw the answer, and later it was refused or its hour was over. */
    EXCHANGE_IN_DOUBT,
    /** The provider refused the newest refresh token: expired, or withdrawn; or it never gave one. */
    GRANT_REFUSED,
    /** A rotation's answer was lost, and the token that was presented by it is refused now. */
    LOST_IN_ROTATION
}
