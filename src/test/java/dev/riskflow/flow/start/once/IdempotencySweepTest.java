package dev.riskflow.flow.start.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys that led to nothing are forgotten after a day. */
@RiskflowTest
class IdempotencySweepTest {

    private static final byte[] HASH = new byte[32];

    private final Riskflow riskflow;
    private final Rows rows;
    private final JdbcClient jdbc;
    private final IdempotencyStore keys;

    IdempotencySweepTest(Riskflow riskflow, Rows rows, JdbcClient jdbc, IdempotencyStore keys) {
        this.riskflow = riskflow;
        this.rows = rows;
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Test
    void anOldClaimOfWhichNoFlowCameIsForgotten() {
        String abandoned = claim(Duration.ZERO);
        age(abandoned, "25 hours");

        rows.hurry("recurring");

        await().atMost(Duration.ofSeconds(30)).until(() -> keys.find(abandoned), Optional::isEmpty);
    }

    @Test
    void theOthersStay() {
        String young = claim(Duration.ZERO);
        age(young, "23 hours");
        String underWay = claim(Duration.ofMinutes(1));
        age(underWay, "25 hours");
        String key = KeyedStarts.newKey();
        KeyedStarts.start(riskflow.shop(), key, KeyedStarts.ONE_TIME);
        String answered = new IdempotencyKey(key).of("demo-shop");
        age(answered, "25 hours");

        keys.forgetAbandoned();

        assertThat(keys.find(young)).isPresent();
        assertThat(keys.find(underWay)).isPresent();
        assertThat(keys.find(answered).map(IdempotencyRow::flow)).isPresent();
    }

    private String claim(Duration lease) {
        String id = UUID.randomUUID().toString();
        assertThat(keys.claim(
                        new IdempotencyClaim(id, UUID.randomUUID(), Secret.of("s")), HASH, "k:", "sandbox", lease))
                .isTrue();
        return id;
    }

    private void age(String id, String by) {
        jdbc.sql("UPDATE idempotency_key SET created_at = created_at - :by::interval WHERE id = :id")
                .param("by", by)
                .param("id", id)
                .update();
    }
}
