package dev.riskflow.web.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * So many within a minute, for each key: a bucket that holds so many, and is filled again bit by bit. Who has not been
 * here for ten minutes is forgotten, and has lost nothing, since the bucket would be full, if it was not overdrawn tenfold.
 * Keys are what anybody may send: beyond the most that are known at once, those go that matter least.
 */
final class Throttle {

    static final int MOST_KEYS = 20_000;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final boolean limited;
    private final LoadingCache<String, Bucket> buckets;

    /** @param perWindow how many within a minute; 0: as many as come */
    Throttle(int perWindow) {
        this(perWindow, TimeMeter.SYSTEM_NANOTIME);
    }

    /** @param ticks not of a clock: while one that was set back catches up, nothing would be filled */
    Throttle(int perWindow, TimeMeter ticks) {
        limited = perWindow > 0;
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(WINDOW.multipliedBy(10))
                .ticker(ticks::currentTimeNanos)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perWindow).refillGreedy(perWindow, WINDOW))
                        .withCustomTimePrecision(ticks)
                        .build());
    }

    /** Takes one; if there is none, says how long to wait. */
    Duration take(String key) {
        return limited
                ? Duration.ofNanos(
                        buckets.get(key).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill())
                : Duration.ZERO;
    }

    /** Takes one in any case: where there is none, it is owed. */
    void charge(String key) {
        if (limited) {
            buckets.get(key).consumeIgnoringRateLimits(1);
        }
    }

    /** How long to wait until there is one, which is left there. */
    Duration look(String key) {
        Bucket bucket = buckets.getIfPresent(key);
        return bucket == null
                ? Duration.ZERO
                : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    long keys() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
