package dev.riskflow.token;

import dev.riskflow.secrets.SealedColumn;

/** The sealed columns of {@code token_grant}; their names enter each seal, so they never change. */
final class Columns {

    static final SealedColumn CODE = new SealedColumn("token_grant.code");
    static final SealedColumn ACCESS_TOKEN = new SealedColumn("token_grant.access_token");
    static final SealedColumn REFRESH_TOKEN = new SealedColumn("token_grant.refresh_token");

    private Columns() {}
}
