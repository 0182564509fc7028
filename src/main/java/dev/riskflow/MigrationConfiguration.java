package dev.riskflow;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Migrations have connections of their own, made as the pool's, its schema included, and begun with the same statement. A
 * change of a large table may take far longer than a statement of the service, and {@code spring.flyway.init-sqls} is for
 * no other work.
 */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

    /**
     * Where the operator has given them a user or a URL of their own ({@code spring.flyway}), these stand; and the pool's
     * first statement, which may be for its user alone, is not said.
     */
    @Bean
    FlywayConfigurationCustomizer migrationConnections(DataSource shared) throws SQLException {
        HikariDataSource pool = shared.unwrap(HikariDataSource.class);
        return flyway -> {
            if (shared.equals(flyway.getDataSource())) {
                flyway.dataSource(ofTheirOwn(pool));
                flyway.initSql(Stream.of(pool.getConnectionInitSql(), flyway.getInitSql())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n;\n")));
            } else if (flyway.getDataSource() instanceof AbstractDriverBasedDataSource connections) {
                makeAsThePools(connections, pool);
            }
        };
    }

    private static DataSource ofTheirOwn(HikariDataSource pool) {
        DriverManagerDataSource connections = new DriverManagerDataSource();
        connections.setUrl(pool.getJdbcUrl());
        connections.setUsername(pool.getCredentials().getUsername());
        connections.setPassword(pool.getCredentials().getPassword());
        makeAsThePools(connections, pool);
        return connections;
    }

    private static void makeAsThePools(AbstractDriverBasedDataSource connections, HikariDataSource pool) {
        connections.setSchema(pool.getSchema());
        connections.setConnectionProperties(withoutHurry(pool));
    }

    /** Only to be let in may not take longer than the pool would wait. */
    private static Properties withoutHurry(HikariDataSource pool) {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.remove("socketTimeout");
        properties.setProperty(
                "loginTimeout",
                Long.toString(Duration.ofMillis(pool.getConnectionTimeout()).toSeconds()));
        return properties;
    }
}
