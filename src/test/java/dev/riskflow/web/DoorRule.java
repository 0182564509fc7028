package dev.riskflow.web;

import dev.riskflow.web.Guest.Kind;

/** Whom a door lets in. */
enum DoorRule {
    /** Of the API, for everybody who does not claim to be somebody else. */
    OPEN,
    /** Any caller who is known. */
    ANY_CALLER,
    /** Frontends. */
    FRONTEND,
    /** The frontend that started the flow. */
    OWNER,
    OWNER_OR_OFFICE,
    FRONTEND_OR_OFFICE,
    OFFICE,
    MONITOR,
    ADMIN,
    /** Of the pages. */
    OPEN_PAGE,
    /** Seen by the back office. */
    PAGE,
    ADMIN_PAGE,
    /** Sent by the back office, from a form of ours. */
    FORM,
    ADMIN_FORM,
    /** Sent by anybody, from a form of ours. */
    OPEN_FORM;

    /** What a guest meets with. */
    enum Verdict {
        /** Whatever the answer, it is not one of the others, and no error of ours. */
        LET_IN,
        SIGN_IN_FIRST,
        NOT_KNOWN,
        NOT_ALLOWED,
        NOT_FOUND
    }

    enum Whose {
        OWN,
        OTHERS,
        NONE
    }

    Verdict verdict(Kind kind, Whose whose) {
        return switch (this) {
            case OPEN -> kind == Kind.REFUSED ? Verdict.NOT_KNOWN : Verdict.LET_IN;
            case OPEN_PAGE, OPEN_FORM -> Verdict.LET_IN;
            case PAGE, FORM, ADMIN_PAGE, ADMIN_FORM -> ofPage(kind, whose);
            case ANY_CALLER, FRONTEND, OWNER, OWNER_OR_OFFICE, FRONTEND_OR_OFFICE, OFFICE, MONITOR, ADMIN ->
                ofApi(kind, whose);
        };
    }

    private Verdict ofApi(Kind kind, Whose whose) {
        return switch (kind) {
            case UNKNOWN, REFUSED, PAGES_FRONTEND, PAGES_OFFICE, PAGES_ADMIN -> Verdict.NOT_KNOWN;
            case ROLELESS -> this == ANY_CALLER ? Verdict.LET_IN : Verdict.NOT_ALLOWED;
            case MONITOR -> this == ANY_CALLER || this == MONITOR ? Verdict.LET_IN : Verdict.NOT_ALLOWED;
            case FRONTEND ->
                switch (this) {
                    case ANY_CALLER, FRONTEND, FRONTEND_OR_OFFICE -> Verdict.LET_IN;
                    case OWNER, OWNER_OR_OFFICE -> whose == Whose.OWN ? Verdict.LET_IN : Verdict.NOT_FOUND;
                    default -> Verdict.NOT_ALLOWED;
                };
            case OFFICE, ADMIN ->
                switch (this) {
                    case ANY_CALLER, FRONTEND_OR_OFFICE -> Verdict.LET_IN;
                    case OWNER_OR_OFFICE, OFFICE -> found(whose);
                    case ADMIN, MONITOR -> kind == Kind.ADMIN ? found(whose) : Verdict.NOT_ALLOWED;
                    default -> Verdict.NOT_ALLOWED;
                };
        };
    }

    private Verdict ofPage(Kind kind, Whose whose) {
        boolean page = this == PAGE || this == ADMIN_PAGE;
        boolean forAdmins = this == ADMIN_PAGE || this == ADMIN_FORM;
        return switch (kind) {
            case PAGES_ADMIN -> found(whose);
            case PAGES_OFFICE -> forAdmins ? Verdict.NOT_ALLOWED : found(whose);
            case PAGES_FRONTEND -> Verdict.NOT_ALLOWED;
            case UNKNOWN, REFUSED, ROLELESS, FRONTEND, OFFICE, MONITOR, ADMIN ->
                page ? Verdict.SIGN_IN_FIRST : Verdict.NOT_ALLOWED;
        };
    }

    private static Verdict found(Whose whose) {
        return whose == Whose.NONE ? Verdict.NOT_FOUND : Verdict.LET_IN;
    }
}
