package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.IssuedTokens;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Grants that were stored together are not kept alive together. */
class KeepAliveSpreadTest {

    private static final int STORED = 3_000;

    @Test
    void theLastFifthOfTheMonthIsFilledEvenly() {
        Sealer sealer = Sealers.ring("k");
        IssuedTokens tokens = new IssuedTokens(Secret.of("access"), Secret.of("refresh"), Duration.ofHours(1));

        Map<Long, Long> perDay = IntStream.range(0, STORED)
                .mapToObj(n -> SealedTokens.of(
                        new FlowId("flow" + n), tokens, null, Duration.ZERO, sealer, TokenInstance.settings(600)))
                .collect(Collectors.groupingBy(stored -> stored.keepAliveIn().toDays(), Collectors.counting()));

        assertThat(perDay).containsOnlyKeys(24L, 25L, 26L, 27L, 28L, 29L);
        // Five standard deviations of a fair share of a sixth.
        assertThat(perDay.values()).allSatisfy(count -> assertThat(count).isBetween(400L, 600L));
    }
}
