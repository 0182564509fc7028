-- The redirect URI that a flow's link was made with; its code is exchanged with the same one (RFC 6749, section 4.1.3),
-- also if the service's address has changed since. Null: a version before this one started the flow.
ALTER TABLE flow ADD COLUMN redirect_uri text;
