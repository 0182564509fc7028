package dev.riskflow.web;

/** Who tries a door, in every way to come to it. */
enum Guest {
    NOBODY(Kind.UNKNOWN),
    WRONG_SECRET(Kind.REFUSED),
    WRONG_TOKEN(Kind.REFUSED),
    SHOP(Kind.FRONTEND),
    OFFICE(Kind.OFFICE),
    MONITOR(Kind.MONITOR),
    ADMIN(Kind.ADMIN),
    /** Tokens of an issuer. An end user's is worth the same whatever its scopes. */
    END_USER(Kind.FRONTEND),
    END_USER_OF_ALL_SCOPES(Kind.FRONTEND),
    END_USER_WITHOUT_SCOPE(Kind.ROLELESS),
    SERVICE_FOR_FLOWS(Kind.FRONTEND),
    SERVICE_FOR_REPORTS(Kind.OFFICE),
    SERVICE_FOR_ADMIN(Kind.ADMIN),
    SERVICE_WITHOUT_SCOPE(Kind.ROLELESS),
    /** Users of the dashboard, signed in. */
    FRONTEND_USER(Kind.PAGES_FRONTEND),
    OFFICE_USER(Kind.PAGES_OFFICE),
    ADMIN_USER(Kind.PAGES_ADMIN);

    /** What it is at the API; at the pages, only the last three are anybody. */
    enum Kind {
        UNKNOWN,
        /** Brings credentials that are no good. */
        REFUSED,
        ROLELESS,
        FRONTEND,
        OFFICE,
        MONITOR,
        ADMIN,
        PAGES_FRONTEND,
        PAGES_OFFICE,
        PAGES_ADMIN
    }

    private final Kind kind;

    Guest(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    boolean isUser() {
        return this == FRONTEND_USER || this == OFFICE_USER || this == ADMIN_USER;
    }
}
