-- A token's life after its exchange: rotation, doubt, keep-alive, and the ledger that tells of all of it.

ALTER TABLE token_grant
    ADD COLUMN type           text NOT NULL DEFAULT 'ONE_TIME' CHECK (type IN ('ONE_TIME', 'ONGOING')),
    ADD COLUMN issued_at      timestamptz,      -- when the present tokens came
    ADD COLUMN refresh_at     timestamptz,      -- from when on the access token is renewed before it is used
    ADD COLUMN keep_alive_at  timestamptz,      -- when an idle refresh token is renewed; null: never
    ADD COLUMN user_active_at timestamptz,      -- when the user last went through the widget; the 90 days run from here
    ADD COLUMN quarantine     interval,         -- the present doubt's; null: no doubt
    ADD COLUMN failures       integer NOT NULL DEFAULT 0,   -- in a row, none of them a doubt
    ADD COLUMN sealed_with    text,             -- the key that sealed this row's secrets
    DROP CONSTRAINT token_grant_state_check,
    DROP CONSTRAINT token_grant_reason_check,
    DROP CONSTRAINT token_grant_check1,
    ADD CONSTRAINT token_grant_state_check
        CHECK (state IN ('CODE_RECEIVED', 'EXCHANGING', 'ACTIVE', 'ROTATING', 'IN_DOUBT', 'REAUTHORIZE')),
    ADD CONSTRAINT token_grant_reason_check
        CHECK (reason IN ('CODE_REFUSED', 'CODE_EXPIRED', 'EXCHANGE_IN_DOUBT', 'GRANT_REFUSED', 'LOST_IN_ROTATION')),
    ADD CONSTRAINT token_grant_claim_check
        CHECK ((state IN ('EXCHANGING', 'ROTATING')) = (attempt_id IS NOT NULL)),
    ADD CONSTRAINT token_grant_doubt_check
        CHECK (quarantine IS NOT NULL OR state <> 'IN_DOUBT');
ALTER TABLE token_grant ALTER COLUMN type DROP DEFAULT;

-- Each serves one hot statement, and holds only the rows that it is about: their size does not follow the table's.
CREATE INDEX token_grant_codes ON token_grant (code_expires_at) WHERE code IS NOT NULL;
CREATE INDEX token_grant_keep_alive ON token_grant (greatest(keep_alive_at, next_attempt_at))
    WHERE state = 'ACTIVE' AND keep_alive_at IS NOT NULL;
CREATE INDEX token_grant_lapsing ON token_grant (lease_until) WHERE state = 'ROTATING';
CREATE INDEX token_grant_doubtful ON token_grant (next_attempt_at) WHERE state = 'IN_DOUBT';
CREATE INDEX token_grant_lost ON token_grant (updated_at) WHERE state = 'REAUTHORIZE';
CREATE INDEX token_grant_runway ON token_grant (user_active_at) WHERE state IN ('ACTIVE', 'ROTATING', 'IN_DOUBT') AND type = 'ONGOING';
CREATE INDEX token_grant_sealed_with ON token_grant (sealed_with, flow_id);

-- Claims and rotations leave dead entries at the head of these indexes, where the next claim begins: with a fifth of a
-- large table dead, as is the default, it would pass over hundreds of pages of them.
ALTER TABLE token_grant SET (autovacuum_vacuum_scale_factor = 0.02);

-- One row per token request: never a token. It outlives the grant, and goes with the flow.
CREATE TABLE token_ledger (
    flow_id    text NOT NULL REFERENCES flow ON DELETE CASCADE,
    attempt_id uuid NOT NULL,
    generation integer NOT NULL,        -- that was presented; 0: the code
    cause      text NOT NULL CHECK (cause IN ('EXCHANGE', 'USE', 'KEEP_ALIVE', 'PROBE')),
    outcome    text CHECK (outcome IN ('STORED', 'REFUSED', 'NOT_SENT', 'RATE_LIMITED', 'REJECTED', 'IN_DOUBT',
                                       'HOLDER_LOST', 'SUPERSEDED')),      -- null: under way
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at   timestamptz,
    PRIMARY KEY (flow_id, attempt_id)
);

-- When an ongoing flow's report may be fetched again after a claim or a failure; infinity: access is lost.
ALTER TABLE risk_report ADD COLUMN check_not_before timestamptz NOT NULL DEFAULT '-infinity';
CREATE INDEX risk_report_due ON risk_report (checked_at) WHERE type = 'ONGOING' AND check_not_before < 'infinity';
