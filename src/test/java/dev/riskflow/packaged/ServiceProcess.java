package dev.riskflow.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a process. What it prints goes to a file, which it appends to. */
final class ServiceProcess {

    private static final int LIMIT_SECONDS = 60;

    /** To be up quickly; none of them configures the service. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it with those environment variables and no others; its JVM's options come last, and win.
     *
     * @param program what of {@link dev.riskflow.environment.ServiceJar} is run
     */
    static ServiceProcess start(
            List<String> program, Map<String, String> variables, Path output, String... jvmOptions) {
        ProcessBuilder builder = new ProcessBuilder(command(program, jvmOptions))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8"); // or a name with an umlaut could not be found in the output
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            // A test that ends badly must not leave it behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ServiceProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(List<String> program, String... jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of(jvmOptions));
        command.addAll(program);
        return command;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: it gets no chance to finish anything. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM: it may finish what it is doing. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** The exit code, once it has ended. */
    int awaitEnd() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The service does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
