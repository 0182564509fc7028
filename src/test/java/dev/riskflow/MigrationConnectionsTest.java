package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What holds for a migration, and for nothing else. */
class MigrationConnectionsTest {

    private final String url = EmbeddedDatabase.shared().createDatabase();
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
            .withUserConfiguration(MigrationConfiguration.class)
            .withPropertyValues("spring.datasource.url=" + url, "spring.flyway.target=1");

    @Test
    void statementOfAMigrationMayTakeLongerThanOneOfTheService() {
        service.withPropertyValues(
                        "spring.datasource.hikari.data-source-properties.socketTimeout=1",
                        "spring.flyway.init-sqls=SELECT pg_sleep(1.5)")
                .run(context -> assertThat(context).hasNotFailed());
    }

    /** With Flyway's usual lock it would wait for Flyway itself, whose transaction is older. */
    @Test
    void indexIsMadeWhileOthersWrite(@TempDir Path migrations) throws IOException {
        Files.writeString(migrations.resolve("V1__table.sql"), "CREATE TABLE planted (n integer);");
        Files.writeString(migrations.resolve("V2__index.sql.conf"), "executeInTransaction=false");
        Files.writeString(
                migrations.resolve("V2__index.sql"),
                "SET lock_timeout = '9s'; CREATE INDEX CONCURRENTLY planted_by_n ON planted (n);");
        service.withPropertyValues("spring.flyway.locations=filesystem:" + migrations, "spring.flyway.target=2")
                .run(context -> assertThat(context).hasNotFailed());
    }

    /** One that nobody waits for may wait for ever; who comes after it in the same start may not. */
    @Test
    void eachMigrationWaitsForALockForFiveSecondsAtMost(@TempDir Path migrations) throws IOException {
        Files.writeString(migrations.resolve("V1001__patient.sql.conf"), "executeInTransaction=false");
        Files.writeString(migrations.resolve("V1001__patient.sql"), "SET lock_timeout = 0;");
        Files.writeString(
                migrations.resolve("V1002__next.sql"),
                "CREATE TABLE planted AS SELECT current_setting('lock_timeout') t;");

        withMigrations(migrations)
                .run(context -> assertThat(ask(context.getBean(Flyway.class), "SELECT t FROM planted"))
                        .isEqualTo("5s"));
    }

    /** As one that waits for transactions, which somebody may cancel. */
    @Test
    void whatFailedOutsideATransactionIsRepeatedAtTheNextStart(@TempDir Path migrations) throws IOException {
        Files.writeString(migrations.resolve("V1001__gate.sql"), "CREATE TABLE planted (n integer);");
        Files.writeString(migrations.resolve("V1002__cancelled.sql.conf"), "executeInTransaction=false");
        Files.writeString(migrations.resolve("V1002__cancelled.sql"), "SELECT 1 / (SELECT count(*) FROM planted);");
        withMigrations(migrations).run(context -> assertThat(context).hasFailed());
        JdbcClient.create(new DriverManagerDataSource(url))
                .sql("INSERT INTO planted VALUES (1)")
                .update();

        withMigrations(migrations).run(context -> assertThat(context).hasNotFailed());
    }

    /** As a host makes it whose disk is full. With nothing to migrate, nothing is written. */
    @Test
    void aDatabaseThatTakesNoWritesIsNoReasonNotToStart() {
        ApplicationContextRunner latest = service.withPropertyValues("spring.flyway.target=latest");
        latest.run(context -> assertThat(context).hasNotFailed());
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        String database =
                jdbc.sql("SELECT current_database()").query(String.class).single();
        jdbc.sql("ALTER DATABASE \"" + database + "\" SET default_transaction_read_only = on")
                .update();

        latest.run(context -> assertThat(context).hasNotFailed());
    }

    /** A role may have a limit, as hosted databases give it one. */
    @Test
    void aMigrationMayTakeAsLongAsItNeeds(@TempDir Path migrations) throws IOException {
        Files.writeString(
                migrations.resolve("V1001__long.sql"),
                "CREATE TABLE planted AS SELECT current_setting('statement_timeout') t;");
        withUser("hurried_user")
                .sql("ALTER ROLE hurried_user SET statement_timeout = '20s'")
                .update();

        withMigrations(migrations)
                .withPropertyValues("spring.datasource.url=" + url.replace("user=postgres", "user=hurried_user"))
                .run(context -> assertThat(ask(context.getBean(Flyway.class), "SELECT t FROM planted"))
                        .isEqualTo("0"));
    }

    /** So that what an ended process has begun does not go on under its locks. */
    @Test
    void databaseLooksWhetherItsClientIsThere() {
        List<String> heard = new ArrayList<>();
        Callback listener = new BaseCallback() {
            @Override
            public void handle(Event event, Context migration) {
                if (event == Event.BEFORE_EACH_MIGRATE) {
                    heard.add(JdbcClient.create(new SingleConnectionDataSource(migration.getConnection(), true))
                            .sql("SHOW client_connection_check_interval")
                            .query(String.class)
                            .single());
                }
            }
        };
        service.withBean(Callback.class, () -> listener)
                .run(context -> assertThat(heard).containsExactly("5s"));
    }

    @Test
    void noStatementOfTheServiceIsHeldToAMigrationsLimits() {
        service.run(context -> {
            JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
            assertThat(jdbc.sql("SHOW lock_timeout").query(String.class).single())
                    .isEqualTo("0");
        });
    }

    /** What the driver is told for the pool, it is told here: certificates may be among it. */
    @Test
    void theyAreMadeAsThePools() {
        service.withPropertyValues("spring.datasource.hikari.data-source-properties.ApplicationName=told-to-both")
                .run(context -> assertThat(ask(context.getBean(Flyway.class), "SHOW application_name"))
                        .isEqualTo("told-to-both"));
    }

    @Test
    void tablesAreMadeInThePoolsSchema() {
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        jdbc.sql("CREATE SCHEMA lender").update();
        service.withPropertyValues("spring.datasource.hikari.schema=lender")
                .run(context -> assertThat(
                                jdbc.sql("SELECT DISTINCT schemaname FROM pg_tables WHERE tablename LIKE 'flow%'")
                                        .query(String.class)
                                        .list())
                        .containsExactly("lender"));
    }

    /** Who owns the tables, for one, may be said there. */
    @Test
    void whatAnOperatorHasSaidOnThePoolsConnectionsIsSaidOnThem() {
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        jdbc.sql("DROP ROLE IF EXISTS owning_role").update();
        jdbc.sql("CREATE ROLE owning_role").update();
        jdbc.sql("GRANT ALL ON SCHEMA public TO owning_role").update();
        service.withPropertyValues("spring.datasource.hikari.connection-init-sql=SET jit = off; SET ROLE owning_role")
                .run(context -> assertThat(
                                jdbc.sql("SELECT DISTINCT tableowner FROM pg_tables WHERE tablename LIKE 'flow%'")
                                        .query(String.class)
                                        .list())
                        .containsExactly("owning_role"));
        jdbc.sql("DROP OWNED BY owning_role").update();
        jdbc.sql("DROP ROLE owning_role").update();
    }

    @Test
    void anotherUserMayMigrate() {
        withUser("migrating_user");
        service.withPropertyValues(
                        "spring.flyway.url=" + url.replace("user=postgres", "user=migrating_user"),
                        "spring.flyway.user=migrating_user")
                .run(context -> assertThat(ask(context.getBean(Flyway.class), "SELECT current_user"))
                        .isEqualTo("migrating_user"));
    }

    @Test
    void anotherUsersAreMadeAsThePoolsToo() {
        JdbcClient jdbc = withUser("lenders_user");
        jdbc.sql("CREATE SCHEMA lender").update();
        service.withPropertyValues(
                        "spring.datasource.url=" + url.replace("user=postgres", ""),
                        "spring.datasource.username=postgres",
                        "spring.datasource.hikari.schema=lender",
                        "spring.datasource.hikari.data-source-properties.ApplicationName=told-to-both",
                        "spring.flyway.user=lenders_user")
                .run(context -> assertThat(ask(
                                context.getBean(Flyway.class),
                                "SELECT current_user || ', ' || current_setting('application_name') || ', '"
                                        + " || (SELECT string_agg(DISTINCT schemaname, ' ') FROM pg_tables"
                                        + " WHERE tablename LIKE 'flow%')"))
                        .isEqualTo("lenders_user, told-to-both, lender"));
        jdbc.sql("DROP OWNED BY lenders_user").update();
        jdbc.sql("DROP ROLE lenders_user").update();
    }

    /** After the service's own. */
    private ApplicationContextRunner withMigrations(Path more) {
        return service.withPropertyValues(
                "spring.flyway.locations=classpath:db/migration,filesystem:" + more, "spring.flyway.target=latest");
    }

    private JdbcClient withUser(String name) {
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        jdbc.sql("DROP ROLE IF EXISTS " + name).update();
        jdbc.sql("CREATE ROLE " + name + " LOGIN SUPERUSER").update();
        return jdbc;
    }

    private static String ask(Flyway flyway, String question) throws SQLException {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
