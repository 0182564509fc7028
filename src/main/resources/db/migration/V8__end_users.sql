-- An end user who starts a flow with a token of their own is known, also where the flow is a one-time one: so it is found
-- as theirs, to be read and to be erased. What an API client starts for its users stays as it was.
ALTER TABLE flow DROP CONSTRAINT flow_check;
ALTER TABLE flow ADD CONSTRAINT flow_user CHECK (type = 'ONE_TIME' OR user_id IS NOT NULL);
