package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.IssuedTokens;
import dev.riskflow.secrets.Sealers;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedTokensTest {

    /** The setting, five minutes, or a tenth of the lifetime, if that is less; and half of it is chance. */
    @ParameterizedTest
    @CsvSource({"PT2H, PT5M", "PT10M, PT1M"})
    void areRenewedSomewhatBeforeTheirEnd(Duration lifetime, Duration margin) {
        IssuedTokens issued = new IssuedTokens(Secret.of("access"), Secret.of("refresh"), lifetime);

        SealedTokens tokens = SealedTokens.of(
                new FlowId("f"), issued, null, Duration.ZERO, Sealers.ring("k"), TokenInstance.settings(600));

        assertThat(tokens.freshFor()).isBetween(lifetime.minus(margin), lifetime.minus(margin.dividedBy(2)));
    }
}
