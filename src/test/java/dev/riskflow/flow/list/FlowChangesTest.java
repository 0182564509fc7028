package dev.riskflow.flow.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.LoadedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever follows the changes misses none, in whatever order transactions end. */
class FlowChangesTest {

    private static final LoadedDatabase DATABASE = LoadedDatabase.empty();

    private String first = "";
    private String second = "";
    private Follower follower = new Follower(DATABASE.jdbc());

    @BeforeEach
    void twoFlowsThatWereSeen() {
        DATABASE.clear();
        DATABASE.plantFlows(2);
        first = DATABASE.flow(1);
        second = DATABASE.flow(2);
        follower = new Follower(DATABASE.jdbc());
        assertThat(follower.poll()).containsExactlyInAnyOrder(first, second);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void whatDidNotChangeIsNotShownAgain() {
        assertThat(follower.poll()).isEmpty();
        change(DATABASE.jdbc(), second);
        assertThat(follower.poll()).containsExactly(second);
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void changesThatAreCommittedInAnotherOrderThanWrittenAreAllShown() throws SQLException {
        try (Connection late = begin()) {
            change(late, first);
            change(DATABASE.jdbc(), second);
            List<String> seen = new ArrayList<>(follower.poll());
            late.commit();
            seen.addAll(follower.poll());
            assertThat(seen).containsExactly(first, second);
        }
    }

    @Test
    void aNewFlowThatIsCommittedLateIsShown() throws Exception {
        try (Connection gate = begin();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            // Holds an insert after it has taken its time, and before it is written.
            DATABASE.jdbc().sql("""
                            CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
                            'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
                            CREATE TRIGGER zz_gate BEFORE INSERT ON flow FOR EACH ROW EXECUTE FUNCTION wait_at_gate()
                            """).update();
            execute(gate, "SELECT pg_advisory_xact_lock(1)");
            Future<?> insert = other.submit(() -> DATABASE.jdbc().sql("""
                            INSERT INTO flow (flow_id, type, status, client, state_hash, created_at, updated_at,
                                              expires_at, seq, version)
                            VALUES ('late', 'ONE_TIME', 'AWAITING_USER', 'demo-shop', '', now(), now(), now(), 1, 0)
                            """).update());
            awaitWaiting("advisory");
            change(DATABASE.jdbc(), second);
            List<String> seen = new ArrayList<>(follower.poll());
            gate.commit();
            insert.get(20, TimeUnit.SECONDS);
            seen.addAll(follower.poll());
            assertThat(seen).containsExactly("late", second);
        } finally {
            DATABASE.jdbc().sql("DROP FUNCTION wait_at_gate CASCADE").update();
        }
    }

    /** The moment up to which all is settled was before the transactions were looked at, not after. */
    @Test
    void aTransactionThatBeginsWhileTheOthersAreLookedAtIsShown() throws Exception {
        DATABASE.jdbc().sql("""
                        CREATE SCHEMA slow;
                        CREATE FUNCTION slow.gate() RETURNS boolean LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN false; END';
                        CREATE VIEW slow.pg_stat_activity AS SELECT * FROM pg_catalog.pg_stat_activity
                        UNION ALL SELECT * FROM (
                            SELECT * FROM pg_catalog.pg_stat_activity
                             WHERE pid = pg_backend_pid() AND slow.gate() OFFSET 0) after_all
                        """).update();
        Follower slow = new Follower(JdbcClient.create(
                new DriverManagerDataSource(DATABASE.url() + "&currentSchema=slow,pg_catalog,public")));
        slow.poll();
        try (Connection gate = begin();
                Connection late = begin();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            execute(gate, "SELECT pg_advisory_xact_lock(1)");
            Future<List<String>> poll = other.submit(slow::poll);
            awaitWaiting("advisory");
            change(late, first);
            gate.commit();
            List<String> seen = new ArrayList<>(poll.get(20, TimeUnit.SECONDS));
            late.commit();
            seen.addAll(slow.poll());
            assertThat(seen).containsExactly(first);
        } finally {
            DATABASE.jdbc().sql("DROP SCHEMA slow CASCADE").update();
        }
    }

    @Test
    void aTransactionThatOnlyReadsHoldsNothingUp() throws SQLException {
        try (Connection reading = begin()) {
            execute(reading, "SELECT count(*) FROM flow");
            change(DATABASE.jdbc(), first);
            assertThat(follower.poll()).containsExactly(first);
        }
    }

    @Test
    void whatALongTransactionWritesAtItsEndIsShown() throws SQLException {
        try (Connection longer = begin()) {
            execute(longer, "SELECT count(*) FROM flow");
            change(DATABASE.jdbc(), second);
            assertThat(follower.poll()).containsExactly(second);
            change(longer, first);
            longer.commit();
            assertThat(follower.poll()).containsExactly(first);
        }
    }

    @Test
    void aTransactionWhoseBeginningIsHiddenHoldsEverythingUp() throws SQLException {
        DATABASE.jdbc().sql("""
                        CREATE ROLE unprivileged_follower LOGIN;
                        GRANT SELECT ON ALL TABLES IN SCHEMA public TO unprivileged_follower
                        """).update();
        JdbcClient unprivileged = JdbcClient.create(
                new DriverManagerDataSource(DATABASE.url().replace("user=postgres", "user=unprivileged_follower")));
        Follower other = new Follower(unprivileged);
        other.poll();
        try (Connection late = begin()) {
            change(late, first);
            change(DATABASE.jdbc(), second);
            List<String> seen = new ArrayList<>(other.poll());
            late.commit();
            seen.addAll(other.poll());
            assertThat(seen).containsExactly(first, second);
        } finally {
            DATABASE.jdbc()
                    .sql("DROP OWNED BY unprivileged_follower; DROP ROLE unprivileged_follower")
                    .update();
        }
    }

    @Test
    void insideATransactionNobodyCouldBeSure() {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource()));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> follower.poll()))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version = version + 1",
                "type = 'ONE_TIME', user_id = NULL",
                "status = 'EXPIRED'",
                "status = 'FAILED', reason = 'ACCESS_LOST'",
                "client = 'demo-other-shop'",
                "user_id = 'other'",
                "binding = 'CONFIRM'",
                "created_at = '2026-01-01Z'",
                "updated_at = '2026-01-01Z'",
                "expires_at = '2026-01-01Z'",
                "returned_at = '2026-01-01Z'",
                "deadline_at = '2026-01-01Z'",
                "consent_until = '2026-01-01Z'",
                "renewed_by = flow_id"
            })
    void whatASummaryShowsIsAChange(String change) {
        DATABASE.jdbc()
                .sql("UPDATE flow SET " + change + " WHERE flow_id = :flow")
                .param("flow", first)
                .update();
        assertThat(follower.poll()).containsExactly(first);
    }

    @Test
    void secretsSealedAnewOrForgottenAreNone() {
        DATABASE.jdbc()
                .sql("UPDATE flow SET location = 'x', parameters = 'x', sealed_with = 'k'")
                .update();
        DATABASE.jdbc().sql("UPDATE flow SET location = NULL").update();
        assertThat(follower.poll()).isEmpty();
    }

    private static void change(JdbcClient jdbc, String flow) {
        jdbc.sql("UPDATE flow SET version = version + 1 WHERE flow_id = :flow")
                .param("flow", flow)
                .update();
    }

    private static void change(Connection connection, String flow) throws SQLException {
        execute(connection, "UPDATE flow SET version = version + 1 WHERE flow_id = '" + flow + "'");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection begin() throws SQLException {
        Connection connection = DATABASE.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void awaitWaiting(String event) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> DATABASE.jdbc()
                        .sql("""
                        SELECT EXISTS (SELECT FROM pg_stat_activity
                                        WHERE datname = current_database() AND wait_event = :event)
                        """)
                        .param("event", event)
                        .query(Boolean.class)
                        .single());
    }
}
