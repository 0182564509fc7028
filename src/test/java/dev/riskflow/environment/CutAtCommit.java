package dev.riskflow.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Another way to a database, on which a connection breaks at a statement that commits: who sent it can't tell whether it
 * did.
 */
public final class CutAtCommit implements AutoCloseable {

    /** Of the statement. */
    public enum Lost {
        REQUEST,
        ANSWER
    }

    /** Of PostgreSQL's protocol: a statement's text comes with the first of these, and every answer ends with the other. */
    private static final int PARSE = 'P';

    private static final int READY = 'Z';

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
    private final URI database;

    /** @param service where the service's pool gets its connections */
    public CutAtCommit(DataSource service) throws IOException, SQLException {
        database =
                URI.create(service.unwrap(HikariDataSource.class).getJdbcUrl().substring("jdbc:".length()));
        threads.execute(this::accept);
    }

    /** Has a connection of its own for each statement. */
    public JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://localhost:%d%s?%s&sslmode=disable"
                .formatted(listening.getLocalPort(), database.getPath(), database.getQuery())));
    }

    /** The next statement that has this in its text. */
    public void at(String part, Lost lost) {
        next.set(new Cut(part, lost));
    }

    public boolean happened() {
        return next.get() == null;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(database.getHost(), database.getPort());
                Wire wire = new Wire(client, server);
                threads.execute(() -> wire.during(wire::requests));
                threads.execute(() -> wire.during(wire::answers));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    private record Cut(String part, Lost lost) {}

    /** One connection. */
    private final class Wire {

        private final Socket client;
        private final Socket server;
        private volatile boolean answerIsLost;

        Wire(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void during(Pump pump) {
            try (client;
                    server) {
                pump.run();
            } catch (EOFException | SocketException e) {
                // One of them has ended it.
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void requests() throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            server.getOutputStream().write(message(in, 0)); // the first one has no type
            while (true) {
                byte[] message = message(in, 1);
                Cut cut = next.get();
                if (cut != null && message[0] == PARSE && new String(message, UTF_8).contains(cut.part())) {
                    next.set(null);
                    if (cut.lost() == Lost.REQUEST) {
                        return;
                    }
                    answerIsLost = true;
                }
                server.getOutputStream().write(message);
            }
        }

        void answers() throws IOException {
            DataInputStream in = new DataInputStream(server.getInputStream());
            byte[] message;
            do {
                message = message(in, 1);
                if (!answerIsLost) {
                    client.getOutputStream().write(message);
                }
            } while (!answerIsLost || message[0] != READY);
        }

        /** A type, if it has one, and the length of the rest, itself included. */
        private static byte[] message(DataInputStream in, int typed) throws IOException {
            byte[] head = new byte[typed + Integer.BYTES];
            in.readFully(head);
            int length = ByteBuffer.wrap(head).getInt(typed);
            byte[] message = Arrays.copyOf(head, typed + length);
            in.readFully(message, head.length, length - Integer.BYTES);
            return message;
        }
    }

    private interface Pump {
        void run() throws IOException;
    }
}
