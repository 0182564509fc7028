-- What a document holds is known only once it comes, and a one-time report that can't be stored is lost. SQL_ASCII keeps
-- whatever it is given.
DO $$
BEGIN
    IF current_setting('server_encoding') NOT IN ('UTF8', 'SQL_ASCII') THEN
        RAISE EXCEPTION 'The database must have the encoding UTF8, and has %', current_setting('server_encoding');
    END IF;
END
$$;
