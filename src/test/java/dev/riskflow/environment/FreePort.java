package dev.riskflow.environment;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * A port for a server that has to know it before it starts. Not one that the system gives away: until the server listens
 * there, any client's connection might be given the same.
 */
public final class FreePort {

    /** Below those that Linux, macOS and Windows give to connections, and above those that servers usually have. */
    private static final int FIRST = 20_000;

    private static final int END = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /** One where nothing listens now. */
    public static int find() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = random.nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port from %d to %d is free".formatted(FIRST, END));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port)) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
