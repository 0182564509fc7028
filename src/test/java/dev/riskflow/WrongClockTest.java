package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.ServiceInstances;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The clock of an instance's machine and that of the database are an hour apart. */
class WrongClockTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final LoadedDatabase database = LoadedDatabase.empty();
    private final ServiceInstances services = new ServiceInstances(database);

    @BeforeEach
    void letTheDatabaseHaveAClockOfItsOwn() {
        setDatabaseAhead(1);
        database.jdbc().sql("""
                        DO $$ BEGIN
                            EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
                        END $$
                        """).update();
    }

    @AfterEach
    void close() {
        services.close();
        database.close();
    }

    @Test
    void allTimesAreTheDatabases() {
        Riskflow riskflow = ServiceInstances.at(services.start());
        Link link = riskflow.startOneTime();
        assertThat(isTrue("expires_at - clock_timestamp() BETWEEN interval '58 minutes' AND interval '1 hour'", link))
                .isTrue();

        riskflow.authorize(link);
        riskflow.awaitStatus(link.flowId(), "completed");

        assertThat(isTrue(
                        "deadline_at - clock_timestamp() BETWEEN interval '63 minutes' AND interval '65 minutes'",
                        link))
                .isTrue();
        assertThat(jobsWithin("interval '31 minutes'")).isEqualTo(jobsWithin("interval '10 years'"));
        assertThat(jobsWithin("interval '-1 minute'")).isZero();
    }

    /** As after a failover to a machine with another clock. Whoever waited for the hour that was would wait for an hour. */
    @Test
    void jobsGoOnWhenItIsSetBack() {
        ConfigurableApplicationContext instance = services.start();
        rest(instance);
        Clock clock = instance.getBean(Clock.class);

        setDatabaseAhead(-1);
        await().atMost(LIMIT).until(() -> clock.instant().isBefore(Instant.now()));
        database.jdbc()
                .sql("UPDATE scheduled_tasks SET execution_time = public.clock_timestamp() WHERE NOT picked")
                .update();

        await().atMost(LIMIT)
                .until(() -> jobsWithin("interval '0'") == 0
                        && jobsWithin("interval '31 minutes'") == jobsWithin("interval '10 years'"));
    }

    /** And so do limits: what is spent of one comes back bit by bit. */
    @Test
    void whoWasRefusedIsLetInAgainWhenItIsSetBack() {
        ConfigurableApplicationContext instance = services.start("riskflow.security.rate-limits.starts-per-client=20");
        Riskflow riskflow = ServiceInstances.at(instance);
        await().atMost(LIMIT).until(() -> startAnswer(riskflow) == 429);
        Clock clock = instance.getBean(Clock.class);

        setDatabaseAhead(-1);
        await().atMost(LIMIT).until(() -> clock.instant().isBefore(Instant.now()));

        await().atMost(LIMIT).until(() -> startAnswer(riskflow) == 201);
    }

    private static int startAnswer(Riskflow riskflow) {
        return riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\"}").status();
    }

    /** Not an hour later, which is when the machine's clock has it. */
    @Test
    void whatADeadInstanceLeftIsDueAtOnce() {
        setDatabaseAhead(-1);
        Riskflow riskflow = ServiceInstances.at(services.start("db-scheduler.heartbeat-interval=200ms"));
        Link link = riskflow.startOneTime();
        Misfortune.always(
                services.provider(),
                link,
                Operation.EXCHANGE,
                Mishap.status(429).retryAfter(Duration.ofMinutes(10)));
        riskflow.authorize(link);
        await().atMost(LIMIT)
                .until(() -> change("picked = true WHERE execution_time > public.clock_timestamp()", link) == 1);
        services.provider().trouble().clear();
        database.jdbc().sql("UPDATE token_grant SET next_attempt_at = NULL").update();

        change("picked_by = 'gone', last_heartbeat = public.clock_timestamp() - interval '1 minute' WHERE true", link);

        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** As a context does that is paused, and goes on. */
    private static void rest(ConfigurableApplicationContext instance) {
        ClockSetting setting = instance.getBean(ClockSetting.class);
        setting.stop();
        setting.start();
    }

    private int change(String change, Link link) {
        return database.jdbc()
                .sql("UPDATE scheduled_tasks SET " + change + " AND task_instance = :flow")
                .param("flow", link.flowId())
                .update();
    }

    private void setDatabaseAhead(int hours) {
        database.jdbc().sql("""
                        CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
                        'SELECT pg_catalog.clock_timestamp() + interval ''%d hours'''
                        """.formatted(hours)).update();
    }

    private boolean isTrue(String condition, Link link) {
        return database.jdbc()
                .sql("SELECT " + condition.replace("clock_timestamp", "public.clock_timestamp")
                        + " FROM flow WHERE flow_id = :flow")
                .param("flow", link.flowId())
                .query(Boolean.class)
                .single();
    }

    private int jobsWithin(String time) {
        return database.jdbc()
                .sql("SELECT count(*) FROM scheduled_tasks WHERE execution_time <= public.clock_timestamp() + " + time)
                .query(Integer.class)
                .single();
    }
}
