-- The key that rows are moved to: the primary key of the instance that was started last. Instances with another one would
-- move them back.
CREATE TABLE sealing_key (
    id     text PRIMARY KEY CHECK (id = 'only'),
    key_id text NOT NULL
);
