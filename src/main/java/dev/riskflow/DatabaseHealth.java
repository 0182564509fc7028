package dev.riskflow;

import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.stereotype.Component;

/** Spring Boot's {@code db}, at a {@link Glance}. */
@Component("dbHealthIndicator")
class DatabaseHealth extends DataSourceHealthIndicator {

    DatabaseHealth(DataSource connections) {
        super(connections);
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws Exception {
        Glance.at(() -> {
            super.doHealthCheck(builder);
            return builder;
        });
    }
}
