package dev.riskflow.web.limits;

import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often something may be done within a minute, at each instance. Each is also how much may come at once. 0 is no limit.
 *
 * @param startsPerClient starts and renewals of an API client, or of a service with tokens; a client is a whole shop, so
 *     this only stops one that has run wild
 * @param startsPerAddress starts and renewals from an address; a shop's server is one
 * @param startsPerUser starts and renewals of an end user with a token
 * @param failedSignInsPerAddress wrong secrets and passwords from an address; beyond, none is looked at
 * @param failedSignInsPerName wrong ones for a name, from wherever; above the one for an address, or a single address
 *     could keep somebody out
 * @param failedCallbacksPerAddress callbacks from an address whose state is not their flow's; one that is in order is taken
 *     all the same
 */
@Validated
@ConfigurationProperties("riskflow.security.rate-limits")
record RateLimitSettings(
        @DefaultValue("60000") @PositiveOrZero int startsPerClient,
        @DefaultValue("60000") @PositiveOrZero int startsPerAddress,
        @DefaultValue("30") @PositiveOrZero int startsPerUser,
        @DefaultValue("30") @PositiveOrZero int failedSignInsPerAddress,
        @DefaultValue("120") @PositiveOrZero int failedSignInsPerName,
        @DefaultValue("120") @PositiveOrZero int failedCallbacksPerAddress) {}
