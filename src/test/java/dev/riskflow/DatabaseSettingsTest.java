package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that its administrator has set up in another way than is usual. */
class DatabaseSettingsTest {

    private final String url = EmbeddedDatabase.shared().createDatabase();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
            .withUserConfiguration(MigrationConfiguration.class)
            .withPropertyValues("spring.datasource.url=" + url, "spring.flyway.target=1");

    private String name() {
        return jdbc.sql("SELECT current_database()").query(String.class).single();
    }

    /** A report with another character could not be stored, nor be fetched again once its hour is over. */
    @Test
    void oneThatCanNotHoldEveryCharacterIsRefused() {
        String latin = name() + "_latin";
        jdbc.sql("CREATE DATABASE " + latin + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
                .update();

        service.withPropertyValues("spring.datasource.url=" + url.replace(name(), latin))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("must have the encoding UTF8, and has LATIN1"));
    }

    /** Who waits for a lock looks, once it has it, at what the one before has committed: claims and erasures rely on it. */
    @Test
    void oneWhoseTransactionsAreIsolatedMoreIsUsedAsAnyOther() {
        jdbc.sql("ALTER DATABASE " + name() + " SET default_transaction_isolation = 'serializable'")
                .update();

        service.run(context -> assertThat(JdbcClient.create(context.getBean(DataSource.class))
                        .sql("SHOW transaction_isolation")
                        .query(String.class)
                        .single())
                .isEqualTo("read committed"));
    }

    /** As a primary whose machine is gone, and answers nothing at all. */
    @Test
    void oneOfSeveralHostsIsFoundThoughTheFirstIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> queue = new ArrayList<>();
            for (int i = 0; i < 4; i++) { // with so few, the next one's request to connect is dropped
                SocketChannel waiting = SocketChannel.open();
                waiting.configureBlocking(false);
                waiting.connect(silent.getLocalSocketAddress());
                queue.add(waiting);
            }

            service.withPropertyValues("spring.datasource.url="
                            + url.replace("//", "//127.0.0.1:" + silent.getLocalPort() + ",")
                            + "&targetServerType=primary")
                    .run(context -> assertThat(context).hasNotFailed());

            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    /**
     * A statement that waits for a lock would go on, each with its connection, long after the pool has given it up; and
     * the lists' statements would be compiled.
     */
    @Test
    void looksWhetherItsClientIsThereAndCompilesNothing() {
        service.run(context -> assertThat(JdbcClient.create(context.getBean(DataSource.class))
                        .sql("SELECT current_setting('client_connection_check_interval') AS seen,"
                                + " current_setting('jit') AS jit")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly("5s", "off"));
    }

    /** As a primary that is frozen: its kernel takes the connection, and nobody reads what comes in it. */
    @Test
    void nextHostIsAskedWhileThereIsTimeThoughTheFirstDoesNotAnswer() throws Exception {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket next = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ExecutorService starter = Executors.newSingleThreadExecutor()) {
            next.setSoTimeout(4_000);
            Future<?> start = starter.submit(() -> service.withPropertyValues(
                            "spring.datasource.url=jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/riskflow?user=riskflow&sslmode=require"
                                    .formatted(frozen.getLocalPort(), next.getLocalPort()))
                    .run(context -> assertThat(context).hasFailed()));

            try (Socket unanswered = frozen.accept();
                    Socket asked = next.accept()) {
                assertThat(List.of(unanswered, asked)).allMatch(Socket::isConnected);
            }
            start.get();
        }
    }
}
