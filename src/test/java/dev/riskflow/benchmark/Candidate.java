package dev.riskflow.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import dev.riskflow.environment.SandboxClients;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One of those that are compared: a process, and how its tables are looked at past it.
 *
 * @param reports name of the table of reports
 * @param tokens name of the table of tokens; that of flows is called the same everywhere
 */
record Candidate(
        String name, int port, JvmProcess process, SingleConnectionDataSource database, String reports, String tokens)
        implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    byte[] post(String client, String path, String json) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + SandboxClients.authorization(client)
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(US_ASCII);
    }

    byte[] get(String client, String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nAuthorization: "
                        + SandboxClients.authorization(client) + "\r\n\r\n")
                .getBytes(US_ASCII);
    }

    /** A browser's. */
    static byte[] browse(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,*/*;q=0.8\r\n\r\n")
                .getBytes(US_ASCII);
    }

    Candidate awaitReady() {
        byte[] anything = browse("/callback?flow_id=none&state=none&code=none&success=true");
        await(name)
                .atMost(LIMIT)
                .failFast(() -> !process.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    try (Wire wire = new Wire(port)) {
                        return wire.send(anything).status() == 400;
                    }
                });
        return this;
    }

    void awaitCompletion() {
        await(name)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(LIMIT)
                .until(() -> unfinished() == 0);
    }

    private long unfinished() {
        return jdbc().sql("SELECT count(*) FROM flow WHERE status IN ('AUTHORIZED', 'FETCHING')")
                .query(Long.class)
                .single();
    }

    long completed() {
        return jdbc().sql("SELECT count(*) FROM flow JOIN " + reports + " USING (flow_id) WHERE status = 'COMPLETED'")
                .query(Long.class)
                .single();
    }

    List<String> reportIds(String type, int most) {
        return jdbc().sql("SELECT flow_id FROM " + reports + " WHERE upper(type) = :type ORDER BY md5(flow_id) LIMIT "
                        + most)
                .param("type", type)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** So that each has to be renewed before it is used. */
    void ageAccessTokens() {
        String refreshAt = tokens.equals("token") ? "" : ", refresh_at = clock_timestamp()";
        jdbc().sql("UPDATE " + tokens + " SET access_expires_at = clock_timestamp()" + refreshAt)
                .update();
    }

    /** Median of the flows that came back after that, from the callback to the stored report. */
    double secondsToReport(double since) {
        return jdbc().sql("SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM"
                        + " r.first_stored_at - f.returned_at)) FROM flow f JOIN " + reports
                        + " r USING (flow_id) WHERE extract(epoch FROM f.returned_at) >= :since")
                .param("since", since)
                .query(Double.class)
                .single();
    }

    double now() {
        return jdbc().sql("SELECT extract(epoch FROM clock_timestamp())")
                .query(Double.class)
                .single();
    }

    /** As the autovacuum leaves it: a run must not pay for the one before. */
    void settle() {
        jdbc().sql("VACUUM ANALYZE").update();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    @Override
    public void close() {
        process.close();
        database.destroy();
    }

    @Override
    public String toString() {
        return name;
    }
}
