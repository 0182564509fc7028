package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import org.junit.jupiter.api.Test;

/** An instance lacks the key of a row, as one may while keys are changed: others have it, and nothing was sent. */
class MissingKeyTest {

    private static final Sealer SEALER = Sealers.ring("k");

    @Test
    void whatCantBeOpenedIsNotSentAndNoDoubt() {
        StrictIssuer provider = new StrictIssuer();
        try (LoadedDatabase database = LoadedDatabase.empty();
                TokenInstance instance = new TokenInstance(database, provider, Sealers.ring("other"), 600);
                TokenInstance other = new TokenInstance(database, provider, SEALER, 600)) {
            FlowId flow = IdleGrants.plant(database, 1, SEALER).getFirst();

            assertThat(instance.rotate(flow, 1)).isTrue();

            assertThat(provider.requests()).isZero();
            assertThat(text(database, "SELECT state FROM token_grant")).isEqualTo("ACTIVE");
            assertThat(text(database, "SELECT outcome FROM token_ledger")).isEqualTo("NOT_SENT");
            database.jdbc().sql("UPDATE token_grant SET next_attempt_at = NULL").update();
            assertThat(other.rotate(flow, 1)).isTrue();
            assertThat(text(database, "SELECT generation::text FROM token_grant"))
                    .isEqualTo("2");
        }
    }

    private static String text(LoadedDatabase database, String sql) {
        return database.jdbc().sql(sql).query(String.class).single();
    }
}
