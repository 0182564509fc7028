package dev.riskflow.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The packaged service, as what a JVM is told to run: options first, then its main program. */
public final class ServiceJar {

    private static final String ARCHIVE = "riskflow.jsa";

    private ServiceJar() {}

    /** Where the build has put it. */
    public static Path path() {
        String jar = System.getProperty("riskflow.jar");
        if (jar == null) {
            throw new IllegalStateException("The build names the packaged jar in riskflow.jar");
        }
        return Path.of(jar).toAbsolutePath();
    }

    /** The one file that the build makes. */
    public static List<String> asBuilt() {
        return List.of("-jar", path().toString());
    }

    /**
     * Extracted, as in the image, and with an archive of its classes: it starts with less than half of the work. It is
     * made once for each jar, by whichever test asks first; others wait, those in another JVM as well.
     */
    public static synchronized List<String> quick() {
        Path directory = path().resolveSibling("extracted");
        Path archive = directory.resolve(ARCHIVE);
        try (FileChannel lock = FileChannel.open(
                        path().resolveSibling("extracted.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            if (!held.isValid()) {
                throw new IllegalStateException("Not locked: " + directory);
            }
            if (!isOf(path(), archive)) {
                ServiceTraining.of(path(), directory, archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "-XX:SharedArchiveFile=" + archive,
                "-jar",
                directory.resolve(path().getFileName()).toString());
    }

    private static boolean isOf(Path jar, Path archive) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }
}
