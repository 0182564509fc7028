-- Hashes of the codes that another one has replaced, and that may be spent. A browser that restores its pages brings them
-- again, and would replace the code that is waiting by one that is refused.
ALTER TABLE token_grant ADD COLUMN presented_codes bytea[] NOT NULL DEFAULT '{}';
