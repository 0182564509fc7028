package dev.riskflow.token;

import dev.riskflow.secrets.Sealer;
import java.util.List;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys that stored rows need. A start without one of them is refused: its tokens could not be opened. */
@Component
@DependsOnDatabaseInitialization
class KeysInUse {

    private final JdbcClient jdbc;

    KeysInUse(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        List<String> missing =
                find().stream().filter(key -> !sealer.hasKey(key)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "Stored tokens are sealed with keys that riskflow.secrets.keys does not hold: "
                            + String.join(", ", missing));
        }
    }

    /** Jumps from key to key in the index, so that the cost does not grow with the table. */
    List<String> find() {
        return jdbc.sql("""
                        WITH RECURSIVE used AS (
                            SELECT min(sealed_with) AS key FROM token_grant
                            UNION ALL
                            SELECT (SELECT min(sealed_with) FROM token_grant WHERE sealed_with > used.key)
                              FROM used WHERE used.key IS NOT NULL)
                        SELECT key FROM used WHERE key IS NOT NULL
                        """).query((row, n) -> row.getString("key")).list();
    }
}
