package dev.riskflow.crash;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL that goes away, with all connections to it, and comes back where it was, with what it held. */
public final class RestartableDatabase implements AutoCloseable {

    private final Path data;
    private final int port;
    private final String url;
    private EmbeddedDatabase server;

    public RestartableDatabase() {
        this(newDirectory());
    }

    /** In a directory that is there, which is deleted with it. */
    public RestartableDatabase(Path data) {
        this.data = data;
        port = FreePort.find();
        server = startServer();
        url = server.createDatabase();
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("riskflow-database-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedDatabase startServer() {
        return EmbeddedDatabase.start(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port));
    }

    public String url() {
        return url;
    }

    public void stop() {
        server.close();
    }

    public void startAgain() {
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
