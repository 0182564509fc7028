-- A flow's life as users, browsers and other instances see it: who may bring the code back, what a link was made of,
-- and how long a consent lasts.

ALTER TABLE flow
    ADD COLUMN binding           text NOT NULL DEFAULT 'NONE' CHECK (binding IN ('NONE', 'CONFIRM', 'BROWSER')),
    ADD COLUMN browser_hash      bytea,         -- SHA-256 of the cookie that the returning browser must bring
    ADD COLUMN confirmation_hash bytea,         -- SHA-256 of what only the browser that brought the code was told
    ADD COLUMN location          text,          -- sealed; the widget's; forgotten when the link's lifetime is over
    ADD COLUMN browser_key       text,          -- sealed; the cookie itself; forgotten with the location
    ADD COLUMN parameters        text,          -- sealed; what the link was made of; ongoing flows, for their renewal
    ADD COLUMN sealed_with       text,          -- the key that sealed this row's secrets
    ADD COLUMN renews            text REFERENCES flow ON DELETE SET NULL,   -- the flow that this one takes over from
    ADD COLUMN renewed_by        text REFERENCES flow ON DELETE SET NULL,   -- the flow that took over, once completed
    ADD COLUMN consent_until     timestamptz,   -- when an ongoing flow's bank consent is expected to end
    ADD CONSTRAINT flow_browser_check CHECK ((binding = 'BROWSER') = (browser_hash IS NOT NULL));

-- Serve the deletion of the flow that they name.
CREATE INDEX flow_renews ON flow (renews) WHERE renews IS NOT NULL;
CREATE INDEX flow_renewed_by ON flow (renewed_by) WHERE renewed_by IS NOT NULL;
-- Links whose lifetime will end, and codes that wait for their confirmation.
CREATE INDEX flow_link_alive ON flow (expires_at) WHERE status = 'AWAITING_USER' OR location IS NOT NULL;
CREATE INDEX flow_unconfirmed ON flow (deadline_at) WHERE status = 'AWAITING_CONFIRMATION';
CREATE INDEX flow_sealed_with ON flow (sealed_with, flow_id) WHERE sealed_with IS NOT NULL;
