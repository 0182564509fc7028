package dev.riskflow.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gauges of what needs a look: {@code riskflow.token.grants} by state, for states that are not the usual one, and
 * {@code riskflow.token.runway}, ongoing grants whose user was last active so many days ago or more (the provider ends
 * access at 90). Each is one count over a partial index that holds only such rows.
 */
@Component
class GrantGauges {

    private static final List<GrantState> UNUSUAL =
            List.of(GrantState.ROTATING, GrantState.IN_DOUBT, GrantState.REAUTHORIZE);
    private static final List<Integer> ALARM_DAYS = List.of(60, 75, 85);

    private final JdbcClient jdbc;

    GrantGauges(JdbcClient jdbc, MeterRegistry registry) {
        this.jdbc = jdbc;
        UNUSUAL.forEach(state -> Gauge.builder("riskflow.token.grants", this, gauges -> gauges.inState(state))
                .tag("state", state.name().toLowerCase(java.util.Locale.ROOT))
                .description("Grants in a state that is not the usual one")
                .register(registry));
        ALARM_DAYS.forEach(days -> Gauge.builder("riskflow.token.runway", this, gauges -> gauges.inactiveFor(days))
                .tag("days", Integer.toString(days))
                .description("Ongoing grants whose user was last active so many days ago or more")
                .register(registry));
    }

    private double inState(GrantState state) {
        return jdbc.sql("SELECT count(*) FROM token_grant WHERE state = '" + state + "'") // so that its index serves
                .query(Long.class)
                .single();
    }

    private double inactiveFor(int days) {
        // Not clock_timestamp(), nor a parameter: the planner has to know the bound to read no more than is counted.
        return jdbc.sql("""
                        SELECT count(*) FROM token_grant
                         WHERE state IN ('ACTIVE', 'ROTATING', 'IN_DOUBT') AND type = 'ONGOING'
                           AND user_active_at <= statement_timestamp() - interval '1 day' *
                        """ + days).query(Long.class).single();
    }
}
