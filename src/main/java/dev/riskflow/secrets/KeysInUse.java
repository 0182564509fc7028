package dev.riskflow.secrets;

import dev.riskflow.UnusableSetting;
import java.util.List;
import java.util.TreeSet;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys that stored rows need. A start without one of them is refused: what it sealed could not be opened. */
@Component(KeysInUse.CHECKED)
@DependsOnDatabaseInitialization
public class KeysInUse {

    /** On this bean depends whoever opens what is sealed while the service starts: it would fail first, and not say why. */
    public static final String CHECKED = "keysInUse";

    private final JdbcClient jdbc;
    private final List<SealedTable> tables;

    KeysInUse(List<SealedTable> tables, JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.tables = tables;
        List<String> missing =
                find().stream().filter(key -> !sealer.hasKey(key)).toList();
        if (!missing.isEmpty()) {
            throw new UnusableSetting("Stored secrets are sealed with keys that riskflow.secrets.keys does not hold: "
                    + String.join(", ", missing));
        }
    }

    List<String> find() {
        TreeSet<String> keys = new TreeSet<>();
        tables.forEach(table -> keys.addAll(find(table)));
        return List.copyOf(keys);
    }

    /** Jumps from key to key in the index, so that the cost does not grow with the table. */
    private List<String> find(SealedTable table) {
        return jdbc.sql("""
                        WITH RECURSIVE used AS (
                            SELECT min(sealed_with) AS key FROM %1$s
                            UNION ALL
                            SELECT (SELECT min(sealed_with) FROM %1$s WHERE sealed_with > used.key)
                              FROM used WHERE used.key IS NOT NULL)
                        SELECT key FROM used WHERE key IS NOT NULL
                        """.formatted(table.name()))
                .query((row, n) -> row.getString("key"))
                .list();
    }
}
