package dev.riskflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Rows are moved to the key of the instance that was started last. One that did not come up is none. */
class FailedStartsKeyTest {

    private final String url = EmbeddedDatabase.shared().createDatabase();

    @Test
    void startThatFailsAtItsEndMovesNoRows() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            Map<String, String> settings = FailedStart.settings(url);
            settings.put("server.port", Integer.toString(other.getLocalPort()));

            FailedStart.with(settings);
        }

        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));
        assertThat(jdbc.sql("SELECT key_id FROM sealing_key")
                        .query(String.class)
                        .list())
                .isEmpty();
    }
}
