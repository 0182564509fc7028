package dev.riskflow.crash;

import dev.riskflow.environment.EmbeddedDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL that goes away, with all connections to it, and comes back where it was, with what it held. */
final class RestartableDatabase implements AutoCloseable {

    private final Path data;
    private final int port;
    private final String url;
    private EmbeddedDatabase server;

    RestartableDatabase() {
        try {
            data = Files.createTempDirectory("riskflow-database-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = Site.freePort();
        server = startServer();
        url = server.createDatabase();
    }

    private EmbeddedDatabase startServer() {
        return EmbeddedDatabase.start(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port));
    }

    String url() {
        return url;
    }

    void stop() {
        server.close();
    }

    void startAgain() {
        server = startServer();
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
