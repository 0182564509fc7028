package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.IssuedTokens;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import dev.riskflow.secrets.Secret;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grants that were stored together are neither renewed nor kept alive together. */
class KeepAliveSpreadTest {

    private static final int STORED = 3_000;
    private static final Sealer SEALER = Sealers.ring("k");

    @Test
    void theLastFifthOfTheMonthIsFilledEvenly() {
        Map<Long, Long> perDay = IntStream.range(0, STORED)
                .mapToObj(n -> stored(n, Duration.ofHours(1)))
                .collect(Collectors.groupingBy(stored -> stored.keepAliveIn().toDays(), Collectors.counting()));

        assertThat(perDay).containsOnlyKeys(24L, 25L, 26L, 27L, 28L, 29L);
        // Five standard deviations of a fair share of a sixth.
        assertThat(perDay.values()).allSatisfy(count -> assertThat(count).isBetween(400L, 600L));
    }

    /** The setting or a tenth of the lifetime, whichever is less; half of it at least, so that not all come together. */
    @ParameterizedTest
    @CsvSource({"3600, 300", "120, 12"})
    void accessTokensAreRenewedBeforeTheyEndAndNotAllTogether(long lifetime, long margin) {
        LongSummaryStatistics early = IntStream.range(0, STORED)
                .mapToObj(n -> stored(n, Duration.ofSeconds(lifetime)))
                .mapToLong(stored -> stored.remaining().minus(stored.freshFor()).toMillis())
                .summaryStatistics();

        assertThat(early.getMin()).isBetween(margin * 500, margin * 510);
        assertThat(early.getMax()).isBetween(margin * 990, margin * 1000);
    }

    private static SealedTokens stored(int n, Duration lifetime) {
        return SealedTokens.of(
                new FlowId("flow" + n),
                new IssuedTokens(Secret.of("access"), Secret.of("refresh"), lifetime),
                null,
                Duration.ZERO,
                SEALER,
                TokenInstance.settings(600));
    }
}
