package dev.riskflow.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The figures of the proofs, for whoever runs them: on the console, and in the build's directory. */
public final class Report {

    private Report() {}

    @SuppressWarnings("SystemOut") // for the person at the keyboard
    public static void line(String text) {
        System.out.println(text);
        try {
            Files.writeString(
                    Site.outputDirectory().resolve("report.md"),
                    text + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
