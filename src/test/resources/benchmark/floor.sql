-- The floor's tables: what the service keeps of a flow, of its access and of its report, in the fewest rows.

CREATE TABLE flow (
    flow_id     text PRIMARY KEY,
    type        text NOT NULL,
    status      text NOT NULL,
    client      text NOT NULL,
    user_id     text,
    state_hash  bytea NOT NULL,
    return_url  text NOT NULL,
    location    text NOT NULL,      -- sealed
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at  timestamptz NOT NULL,
    returned_at timestamptz
);

CREATE TABLE token (
    flow_id           text PRIMARY KEY REFERENCES flow ON DELETE CASCADE,
    access_token      text NOT NULL,        -- sealed
    access_expires_at timestamptz NOT NULL,
    refresh_token     text NOT NULL         -- sealed
);

CREATE TABLE report (
    flow_id                      text PRIMARY KEY REFERENCES flow ON DELETE CASCADE,
    type                         text NOT NULL,
    user_id                      text,
    first_stored_at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    stored_at                    timestamptz NOT NULL DEFAULT clock_timestamp(),
    checked_at                   timestamptz NOT NULL DEFAULT clock_timestamp(),
    period_months                integer,
    account_count                integer,
    owner_count                  integer,
    main_account_iban            text,
    currency                     text,
    affinity                     text,
    days_in_overdraft            integer,
    average_balance_one_month    numeric,
    average_balance_three_months numeric,
    average_balance_six_months   numeric,
    income_total                 numeric,
    income_average               numeric,
    income_regular_average       numeric,
    income_variable_average      numeric,
    expenses_average             numeric,
    indicators                   text[] NOT NULL,
    ibans                        text[] NOT NULL,
    document                     text NOT NULL,
    document_hash                bytea NOT NULL
);
CREATE INDEX report_newest ON report (first_stored_at DESC, flow_id DESC);

CREATE TABLE access_log (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor    text NOT NULL,
    action   text NOT NULL,
    flow_ids text[] NOT NULL        -- that were shown
);
CREATE INDEX access_log_flows ON access_log USING gin (flow_ids);
