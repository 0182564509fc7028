package dev.riskflow.operation;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A file system of a few megabytes, which can be filled to its last byte. */
final class SmallDisk implements AutoCloseable {

    private static final List<String> AS_ROOT =
            System.getProperty("user.name").equals("root") ? List.of() : List.of("sudo", "-n");

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Empty where nobody may mount one. */
    static Optional<SmallDisk> mount(int megabytes) {
        try {
            Path directory = Files.createTempDirectory("riskflow-disk-");
            String size = "size=" + megabytes + "m";
            return run("mount", "-t", "tmpfs", "-o", size, "riskflow", directory.toString())
                    ? Optional.of(new SmallDisk(directory))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path directory() {
        return directory;
    }

    /** Up to what is free now; whoever deletes something makes room again. */
    void fill() {
        byte[] block = new byte[4_096];
        try (OutputStream file = Files.newOutputStream(filler(), CREATE, APPEND)) {
            while (Files.getFileStore(directory).getUsableSpace() > 0) {
                file.write(block);
            }
        } catch (IOException full) {
            // Somebody else took the last of it.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    @Override
    public void close() {
        try {
            run("umount", "--lazy", directory.toString());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) throws IOException {
        List<String> all = new ArrayList<>(AS_ROOT);
        all.addAll(Arrays.asList(command));
        try {
            return new ProcessBuilder(all)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
