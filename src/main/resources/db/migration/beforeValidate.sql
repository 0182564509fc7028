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
