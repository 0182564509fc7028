-- Only a migration that runs in no transaction leaves a note that it failed, as the last one, and such a migration may be
-- repeated as it is. The note would have each later start refused.
DO $$
BEGIN
    IF to_regclass('flyway_schema_history') IS NOT NULL THEN
        DELETE FROM flyway_schema_history
         WHERE NOT success AND installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history);
    END IF;
END
$$;
