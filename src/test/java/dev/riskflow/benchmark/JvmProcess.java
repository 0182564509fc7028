package dev.riskflow.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A Java process, with all it costs. */
final class JvmProcess implements AutoCloseable {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Process process;

    private JvmProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it; what it prints goes to a file of its name.
     *
     * @param settings for an application of Spring Boot
     * @param command options of the JVM, and what to run
     */
    static JvmProcess start(String name, Map<String, String> settings, List<String> command) {
        List<String> whole = new ArrayList<>(List.of(bin("java")));
        whole.addAll(command);
        try {
            Path output = outputDirectory().resolve(name + ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment()
                    .put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings));
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            Process process = builder.start();
            // A run that ends badly must not leave it behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new JvmProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a program of this JDK is. */
    static String bin(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    static Path outputDirectory() {
        try {
            return Files.createDirectories(Path.of("target", "benchmark").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Of the processor, since it began. */
    Duration worked() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    int residentMegabytes() {
        try {
            return megabytes(RESIDENT, Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left of the heap after a collection. */
    int liveHeapMegabytes() {
        jcmd("GC.run");
        return megabytes(USED, jcmd("GC.heap_info"));
    }

    private String jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder(bin("jcmd"), Long.toString(process.pid()), command).start();
            return new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int megabytes(Pattern kilobytes, String text) {
        Matcher found = kilobytes.matcher(text);
        return found.find() ? Integer.parseInt(found.group(1)) / 1_024 : 0;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
