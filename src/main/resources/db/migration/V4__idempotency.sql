-- Starting a flow can be repeated: what a client's Idempotency-Key stands for.

-- A row is the claim that is committed before the provider is called, and then the answer: the flow that it led to.
CREATE TABLE idempotency_key (
    id           text PRIMARY KEY,          -- SHA-256 of client and key, hexadecimal: neither is needed as it was
    request_hash bytea NOT NULL,            -- SHA-256 of state and request: without the state, nothing can be guessed from it
    state        text NOT NULL,             -- sealed; of the only flow that this key can ever lead to
    sealed_with  text NOT NULL,             -- the key that sealed it
    attempt_id   uuid NOT NULL,             -- of the latest holder of the claim
    lease_until  timestamptz NOT NULL,      -- when that holder is given up
    -- Null while no flow came of it. Checked at the commit, so that the claim can be fenced before the flow is inserted.
    flow_id      text UNIQUE REFERENCES flow ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Claims of which no flow came, to be forgotten after a day.
CREATE INDEX idempotency_key_abandoned ON idempotency_key (created_at) WHERE flow_id IS NULL;
CREATE INDEX idempotency_key_sealed_with ON idempotency_key (sealed_with, id);

-- The job has another name now, since it moves more than tokens.
DELETE FROM scheduled_tasks WHERE task_name = 'token-resealing';
