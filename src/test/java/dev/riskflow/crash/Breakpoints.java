package dev.riskflow.crash;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Which flow stops where: a file for each flow, set by the test, and one beside it once the process has come there. */
final class Breakpoints {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;

    Breakpoints(Path directory) {
        this.directory = directory;
    }

    void set(String flowId, Breakpoint point) {
        try {
            Files.writeString(directory.resolve(flowId), point.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReached(String flowId) {
        await("stop of " + flowId)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Files.exists(reached(flowId)));
    }

    /** In the process: whether the flow is to be stopped here. */
    boolean isSet(String flowId, Breakpoint point) {
        Path set = directory.resolve(flowId);
        try {
            return Files.exists(set) && Files.readString(set).equals(point.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the process: says that it is there, and goes no further. */
    void stopHere(String flowId) {
        try {
            Files.writeString(reached(flowId), "", CREATE_NEW);
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path reached(String flowId) {
        return directory.resolve(flowId + ".reached");
    }
}
