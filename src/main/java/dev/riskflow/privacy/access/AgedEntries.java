package dev.riskflow.privacy.access;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The only one that may delete from the log, and only what was kept long enough. */
@Repository
public class AgedEntries {

    private final JdbcClient jdbc;

    AgedEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Oldest first. The setting, which the table's trigger asks for, ends with the transaction.
     *
     * @return how many
     */
    @Transactional
    public int delete(Duration age, int most) {
        jdbc.sql("SELECT set_config('riskflow.access_log_retention', 'on', true)")
                .query()
                .listOfRows();
        return jdbc.sql("""
                        WITH aged AS (
                            SELECT id FROM access_log
                             WHERE at <= (SELECT clock_timestamp()) - :age * interval '1 second'
                             ORDER BY at, id LIMIT
                        """ + most + """
                               FOR UPDATE SKIP LOCKED)
                        DELETE FROM access_log WHERE id = ANY (ARRAY (SELECT id FROM aged))
                        """).param("age", age.toSeconds()).update();
    }
}
