package dev.riskflow.accepted;

import static org.awaitility.Awaitility.await;

import dev.riskflow.crash.Latency;
import dev.riskflow.crash.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The server's own account of how long it worked at each callback, from its first byte to its answer. */
final class AccessLog {

    private final Path directory;
    private int skipped;

    private AccessLog(Path directory) {
        this.directory = directory;
    }

    static AccessLog create() {
        try {
            return new AccessLog(Files.createTempDirectory(Site.outputDirectory(), "access-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> settings() {
        return Map.of(
                "server.tomcat.accesslog.enabled", "true",
                "server.tomcat.accesslog.directory", directory.toString(),
                "server.tomcat.accesslog.pattern", "%U %s %D");
    }

    void skip() {
        skipped = callbacks().size();
    }

    Latency awaitCallbacks(int count) {
        await().atMost(Duration.ofMinutes(1)).until(() -> callbacks().size() - skipped >= count);
        return Latency.of(callbacks().stream().skip(skipped).toList());
    }

    private List<Duration> callbacks() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(AccessLog::lines)
                    .filter(line -> line.startsWith("/callback "))
                    .map(line -> line.split(" "))
                    .filter(parts -> parts.length == 3)
                    .map(parts -> Duration.of(Long.parseLong(parts[2]), ChronoUnit.MICROS))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
