-- Erasure and its proof, the log of who read what, and what retention needs to find what is too old.

-- The key of the keyed hashes below: one for the whole database, made at the first start.
CREATE TABLE pseudonym_key (
    id          text PRIMARY KEY CHECK (id = 'only'),
    hmac_key    text NOT NULL,          -- sealed
    sealed_with text NOT NULL           -- the key that sealed it
);
CREATE INDEX pseudonym_key_sealed_with ON pseudonym_key (sealed_with, id);

-- An erasure, of one flow or of all that is held on a user. First it is the order, committed before anything is deleted;
-- then the proof, which names nobody: who knows an id can ask whether it was erased, and nobody can read it here.
CREATE TABLE erasure (
    id               text PRIMARY KEY DEFAULT gen_random_uuid()::text,
    nr               bigint GENERATED ALWAYS AS IDENTITY UNIQUE,    -- grows with each erasure of the same subject
    kind             text NOT NULL CHECK (kind IN ('FLOW', 'USER')),
    subject_hash     bytea NOT NULL,        -- HMAC-SHA-256 of kind and id
    user_id          text,                  -- sealed; while it is under way, to be able to finish it
    sealed_with      text,                  -- the key that sealed it
    requested_by     text NOT NULL,         -- the API client
    requested_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at      timestamptz,
    flows            integer NOT NULL DEFAULT 0,    -- how many rows are gone, of each kind
    transitions      integer NOT NULL DEFAULT 0,
    report_versions  integer NOT NULL DEFAULT 0,
    grants           integer NOT NULL DEFAULT 0,
    token_requests   integer NOT NULL DEFAULT 0,
    idempotency_keys integer NOT NULL DEFAULT 0,
    CHECK ((finished_at IS NULL) = (user_id IS NOT NULL)),
    CHECK ((user_id IS NULL) = (sealed_with IS NULL))
);
CREATE INDEX erasure_subject ON erasure (subject_hash, nr);
CREATE INDEX erasure_unfinished ON erasure (nr) WHERE finished_at IS NULL;
CREATE INDEX erasure_sealed_with ON erasure (sealed_with, id) WHERE sealed_with IS NOT NULL;

-- Guarantee: an order is not lost before it is carried out, and a proof is neither changed nor deleted.
CREATE FUNCTION erasure_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An erasure is kept as it is';
END $$;
CREATE TRIGGER erasure_finished BEFORE UPDATE ON erasure FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL)
    EXECUTE FUNCTION erasure_is_kept();
CREATE TRIGGER erasure_deleted BEFORE DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION erasure_is_kept();
CREATE TRIGGER erasure_truncated BEFORE TRUNCATE ON erasure EXECUTE FUNCTION erasure_is_kept();

-- Who read what of whom: an entry is committed before the answer begins.
CREATE TABLE access_log (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor      text NOT NULL,               -- name of the API client, or of the dashboard's user
    actor_kind text NOT NULL CHECK (actor_kind IN ('CLIENT', 'USER')),
    role       text NOT NULL,
    action     text NOT NULL,               -- what was read, and how
    flow_ids   text[] NOT NULL,             -- that were shown
    user_hash  bytea,                       -- HMAC-SHA-256 of the user who was asked for
    filters    text[] NOT NULL              -- names of what a list was narrowed by; never a value
);
CREATE INDEX access_log_newest ON access_log (at, id);
CREATE INDEX access_log_actor ON access_log (actor, at, id);
CREATE INDEX access_log_user ON access_log (user_hash, at, id) WHERE user_hash IS NOT NULL;
CREATE INDEX access_log_flows ON access_log USING gin (flow_ids);

-- Guarantee: no statement of the service changes an entry, and none but retention's deletes one: it says so by a setting of
-- its own transaction. The table's owner could do away with these triggers; against that, keep a copy elsewhere.
CREATE FUNCTION access_log_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('riskflow.access_log_retention', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The access log is only added to';
END $$;
CREATE TRIGGER access_log_changed BEFORE UPDATE OR DELETE ON access_log FOR EACH ROW
    EXECUTE FUNCTION access_log_is_kept();
CREATE TRIGGER access_log_truncated BEFORE TRUNCATE ON access_log EXECUTE FUNCTION access_log_is_kept();

-- What is too old is found by these, without reading what is not.
ALTER TABLE risk_report_version ADD COLUMN superseded_at timestamptz;   -- when the next version came; null: the latest
UPDATE risk_report_version v SET superseded_at = n.stored_at
  FROM risk_report_version n WHERE n.flow_id = v.flow_id AND n.version = v.version + 1;
CREATE INDEX risk_report_version_superseded ON risk_report_version (superseded_at) WHERE superseded_at IS NOT NULL;
CREATE INDEX risk_report_checked ON risk_report (checked_at);

ALTER TABLE flow ADD COLUMN report_deleted_at timestamptz;      -- by retention; from then on its own time runs
CREATE INDEX flow_without_report ON flow (report_deleted_at) WHERE report_deleted_at IS NOT NULL;
CREATE INDEX flow_ended ON flow (updated_at) WHERE status IN ('CANCELLED', 'FAILED', 'EXPIRED');

CREATE INDEX token_ledger_started ON token_ledger (started_at);
-- Tokens of one-time flows: each is deleted when its report is stored, so that these are few.
CREATE INDEX token_grant_one_time ON token_grant (issued_at) WHERE type = 'ONE_TIME' AND access_token IS NOT NULL;
