-- Columns of text have no length: nothing that the provider sends is ever cut.
-- "sealed" marks values that only the key ring can open (see package dev.riskflow.secrets).

CREATE TABLE flow (
    flow_id     text PRIMARY KEY,           -- the provider's id
    type        text NOT NULL CHECK (type IN ('ONE_TIME', 'ONGOING')),
    status      text NOT NULL CHECK (status IN ('AWAITING_USER', 'AWAITING_CONFIRMATION', 'AUTHORIZED', 'FETCHING',
                                                'COMPLETED', 'CANCELLED', 'FAILED', 'EXPIRED')),
    reason      text CHECK (reason IN ('PROVIDER_REPORTED', 'CODE_REFUSED', 'CODE_EXPIRED', 'EXCHANGE_IN_DOUBT',
                                       'ACCESS_LOST', 'REPORT_UNAVAILABLE', 'DEADLINE_PASSED', 'NOT_CONFIRMED')),
    client      text NOT NULL,              -- the API client that started it
    user_id     text,                       -- the client's own identifier of its user; ongoing flows only
    state_hash  bytea NOT NULL UNIQUE,      -- SHA-256 of the state
    return_url  text,
    language    text,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    returned_at timestamptz,                -- when the browser brought the code
    deadline_at timestamptz,                -- when completion is given up
    seq         integer NOT NULL,           -- of the latest transition
    version     bigint NOT NULL,
    CHECK ((type = 'ONGOING') = (user_id IS NOT NULL)),
    CHECK ((status = 'FAILED') = (reason IS NOT NULL))
);

CREATE TABLE flow_transition (
    flow_id text NOT NULL REFERENCES flow ON DELETE CASCADE,
    seq     integer NOT NULL,
    status  text NOT NULL,
    reason  text,
    at      timestamptz NOT NULL,
    PRIMARY KEY (flow_id, seq)
);

-- Serves the sweep that looks for unfinished flows without a job; stays small whatever the table holds.
CREATE INDEX flow_unfinished ON flow (updated_at) WHERE status IN ('AUTHORIZED', 'FETCHING');

-- One row per flow that ever had a code; written by the token module only.
CREATE TABLE token_grant (
    flow_id           text PRIMARY KEY REFERENCES flow ON DELETE CASCADE,
    state             text NOT NULL CHECK (state IN ('CODE_RECEIVED', 'EXCHANGING', 'ACTIVE', 'REAUTHORIZE')),
    reason            text CHECK (reason IN ('CODE_REFUSED', 'CODE_EXPIRED', 'EXCHANGE_IN_DOUBT')),
    generation        integer NOT NULL DEFAULT 0,     -- 0: no tokens yet; each rotation adds one
    attempt_id        uuid,                           -- of the request under way
    lease_until       timestamptz,                    -- when its holder is given up
    next_attempt_at   timestamptz,
    code              text,                           -- sealed; erased when tokens are stored or its hour is over
    code_hash         bytea,                          -- SHA-256; tells a repeated code from a new one
    code_expires_at   timestamptz,
    doubts            integer NOT NULL DEFAULT 0,     -- presentations of this code whose outcome nobody saw
    redirect_uri      text NOT NULL,
    access_token      text,                           -- sealed
    access_expires_at timestamptz,
    refresh_token     text,                           -- sealed
    created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((state = 'REAUTHORIZE') = (reason IS NOT NULL)),
    CHECK ((state = 'EXCHANGING') = (attempt_id IS NOT NULL)),
    CHECK (generation > 0 OR access_token IS NULL)
);

CREATE TABLE risk_report (
    flow_id                    text PRIMARY KEY REFERENCES flow ON DELETE CASCADE,
    type                       text NOT NULL CHECK (type IN ('ONE_TIME', 'ONGOING')),
    user_id                    text,
    version                    integer NOT NULL,       -- the latest
    first_stored_at            timestamptz NOT NULL,
    stored_at                  timestamptz NOT NULL,   -- when the latest version came
    checked_at                 timestamptz NOT NULL,   -- when it was last seen unchanged, or came
    -- Figures of the latest version, for lists and charts; null is "the document does not say".
    period_months              integer,
    account_count              integer,
    owner_count                integer,
    main_account_iban          text,                   -- masked
    currency                   text,
    affinity                   text,
    days_in_overdraft          integer,
    average_balance_one_month  numeric,
    average_balance_three_months numeric,
    average_balance_six_months numeric,
    income_total               numeric,
    income_average             numeric
);

-- The order of GET /risk-reports, which never changes.
CREATE INDEX risk_report_newest ON risk_report (first_stored_at DESC, flow_id DESC);

CREATE TABLE risk_report_version (
    flow_id       text NOT NULL REFERENCES risk_report ON DELETE CASCADE,
    version       integer NOT NULL,
    stored_at     timestamptz NOT NULL,
    document      text NOT NULL,            -- as received, not a character changed
    document_hash bytea NOT NULL,           -- SHA-256; tells a changed document from the same again
    PRIMARY KEY (flow_id, version)
);

-- db-scheduler 16, its own table and indexes.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    state                text,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority ON scheduled_tasks (priority DESC, execution_time ASC);
