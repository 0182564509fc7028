package dev.riskflow.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Where the demo listens. It is settled before anything starts, since the callback's URL needs it. */
final class DemoPort {

    static final String SETTING = "server.port";

    private static final int USUAL = 8080;

    private DemoPort() {}

    /**
     * The port that {@code --server.port}, the system property or the environment asks for; 0 is any free one.
     *
     * @throws Busy if something else listens there
     */
    static int choose(String... args) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        int wanted = environment.getProperty(SETTING, Integer.class, USUAL);
        try (ServerSocket probe = new ServerSocket(wanted)) {
            return probe.getLocalPort();
        } catch (BindException taken) {
            throw new Busy(wanted, taken);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Said before the database is started, in words for whoever typed the command. */
    static final class Busy extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        Busy(int port, BindException cause) {
            super("""
                    Port %d is in use. Stop what listens there, or choose another port:
                      mvn spring-boot:test-run -Dspring-boot.run.arguments=--server.port=%d\
                    """.formatted(port, port < 65_535 ? port + 1 : port - 1), cause);
        }
    }
}
