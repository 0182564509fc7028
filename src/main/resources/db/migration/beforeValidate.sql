-- What a document holds is known only once it comes, and a one-time report that can't be stored is lost. SQL_ASCII keeps
-- whatever it is given.
DO $$
BEGIN
    IF current_setting('server_encoding') NOT IN ('UTF8', 'SQL_ASCII') THEN
        RAISE EXCEPTION 'The database must have the encoding UTF8, and has %', current_setting('server_encoding');
    END IF;
END
$$;

-- Only a migration that runs in no transaction leaves a note that it failed, as the last one, and such a migration may be
-- repeated as it is. The note would have each later start refused. Nothing is written where there is none: a database may
-- be one that takes no writes for a while.
DO $$
BEGIN
    IF to_regclass('"${flyway:table}"') IS NOT NULL THEN
        IF EXISTS (SELECT FROM "${flyway:table}" WHERE NOT success) THEN
            DELETE FROM "${flyway:table}"
             WHERE NOT success AND installed_rank = (SELECT max(installed_rank) FROM "${flyway:table}");
        END IF;
    END IF;
END
$$;
