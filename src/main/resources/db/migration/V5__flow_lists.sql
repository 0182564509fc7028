-- Lists of flows: in an order that never changes, of those that want a person's attention, and of all changes.

ALTER TABLE flow ADD COLUMN changed_at timestamptz;    -- by the database's clock, whoever wrote
UPDATE flow SET changed_at = updated_at;
ALTER TABLE flow ALTER COLUMN changed_at SET NOT NULL;

-- Guarantee: whoever sees a transaction without an id, or none, need not expect an earlier changed_at from it than the
-- moment of looking. So the id is assigned first, and the clock is read after it (FlowChanges relies on that order).
CREATE FUNCTION flow_time_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_current_xact_id();
    NEW.changed_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER flow_added BEFORE INSERT ON flow FOR EACH ROW EXECUTE FUNCTION flow_time_change();
-- Not where only secrets are sealed anew or forgotten: what a summary shows is what counts as a change.
CREATE TRIGGER flow_changed BEFORE UPDATE ON flow FOR EACH ROW
    WHEN ((OLD.version, OLD.type, OLD.status, OLD.reason, OLD.client, OLD.user_id, OLD.binding, OLD.created_at,
           OLD.updated_at, OLD.expires_at, OLD.returned_at, OLD.deadline_at, OLD.consent_until, OLD.renewed_by)
          IS DISTINCT FROM
          (NEW.version, NEW.type, NEW.status, NEW.reason, NEW.client, NEW.user_id, NEW.binding, NEW.created_at,
           NEW.updated_at, NEW.expires_at, NEW.returned_at, NEW.deadline_at, NEW.consent_until, NEW.renewed_by))
    EXECUTE FUNCTION flow_time_change();

-- Any client, type and status, or all of them, newest first and by change: a list of several merges their heads, so that
-- no filter makes it read flows that it does not show.
CREATE INDEX flow_newest ON flow (client, type, status, created_at, flow_id);
CREATE INDEX flow_changes ON flow (client, type, status, changed_at, flow_id);
CREATE INDEX flow_of_user ON flow (user_id, created_at, flow_id) WHERE user_id IS NOT NULL;
-- Consents in use, which end at an age; and the shortest of them, which bounds that age.
CREATE INDEX flow_consents ON flow (client, created_at, flow_id)
    WHERE type = 'ONGOING' AND status = 'COMPLETED' AND renewed_by IS NULL;
CREATE INDEX flow_consent_length ON flow ((consent_until - created_at))
    WHERE consent_until IS NOT NULL AND renewed_by IS NULL;

-- A flow passes through several statuses, and leaves a dead entry in each: where "fetching" begins, most are. With a
-- fifth of a large table dead, as is the default, a list would pass over hundreds of pages of them.
ALTER TABLE flow SET (autovacuum_vacuum_scale_factor = 0.02);

-- Flows whose grant may want a person: few of all grants, in the order of the list. A copy of what flow and token_grant
-- say, kept by the triggers below and by nothing else.
CREATE TABLE flow_attention (
    flow_id    text PRIMARY KEY REFERENCES token_grant ON DELETE CASCADE,
    client     text NOT NULL,
    created_at timestamptz NOT NULL,       -- the flow's
    state      text NOT NULL CHECK (state IN ('IN_DOUBT', 'REAUTHORIZE'))    -- the grant's
);
CREATE INDEX flow_attention_newest ON flow_attention (client, state, created_at, flow_id);

-- Guarantee: the copy is right when both rows change at once. Either change holds the grant's lock from here to its
-- commit, so the later one sees what the other committed.
CREATE FUNCTION flow_attention_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM token_grant WHERE flow_id = NEW.flow_id FOR NO KEY UPDATE;
    DELETE FROM flow_attention WHERE flow_id = NEW.flow_id;
    INSERT INTO flow_attention (flow_id, client, created_at, state)
    SELECT f.flow_id, f.client, f.created_at, g.state FROM flow f JOIN token_grant g USING (flow_id)
     WHERE f.flow_id = NEW.flow_id AND f.renewed_by IS NULL
       AND (g.state = 'IN_DOUBT' OR g.state = 'REAUTHORIZE' AND g.generation > 0 AND f.type = 'ONGOING');
    RETURN NULL;
END $$;
CREATE TRIGGER token_grant_attention_added AFTER INSERT ON token_grant FOR EACH ROW
    WHEN (NEW.state IN ('IN_DOUBT', 'REAUTHORIZE'))
    EXECUTE FUNCTION flow_attention_follow();
CREATE TRIGGER token_grant_attention AFTER UPDATE OF state ON token_grant FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND (OLD.state IN ('IN_DOUBT', 'REAUTHORIZE') OR NEW.state IN ('IN_DOUBT', 'REAUTHORIZE')))
    EXECUTE FUNCTION flow_attention_follow();
CREATE TRIGGER flow_attention_flow AFTER UPDATE OF renewed_by, client, created_at ON flow FOR EACH ROW
    WHEN ((OLD.renewed_by, OLD.client, OLD.created_at) IS DISTINCT FROM (NEW.renewed_by, NEW.client, NEW.created_at))
    EXECUTE FUNCTION flow_attention_follow();

INSERT INTO flow_attention (flow_id, client, created_at, state)
SELECT f.flow_id, f.client, f.created_at, g.state FROM flow f JOIN token_grant g USING (flow_id)
 WHERE f.renewed_by IS NULL
   AND (g.state = 'IN_DOUBT' OR g.state = 'REAUTHORIZE' AND g.generation > 0 AND f.type = 'ONGOING');
