package dev.riskflow.token;

/** Why a code brought no tokens; the user has to come again. */
public enum LossReason {
    /** The provider refused it, and nothing had happened to it before. */
    CODE_REFUSED,
    /** Its hour (contract, "Tokens") was over before it could be presented with success. */
    CODE_EXPIRED,
    /** It was presented, nobody saw the answer, and later it was refused or its hour was over. */
    EXCHANGE_IN_DOUBT
}
