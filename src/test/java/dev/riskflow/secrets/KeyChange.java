package dev.riskflow.secrets;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an instance with this ring does about the rows of some tables. */
public final class KeyChange {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Sealer sealer;
    private final List<SealedTable> tables;
    private final SealingKey key;

    /** As at its start. */
    public KeyChange(JdbcClient jdbc, TransactionTemplate transaction, Sealer sealer, SealedTable... tables) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.sealer = sealer;
        this.tables = List.of(tables);
        key = new SealingKey(jdbc, sealer);
        key.claim();
    }

    /** As its recurring job does. */
    public void reseal() {
        new Resealing(tables, jdbc, transaction, sealer, key).run();
    }

    /** As at its start: refused if rows need a key that it does not hold. */
    public List<String> keysInUse() {
        return new KeysInUse(tables, jdbc, sealer).find();
    }
}
