package dev.riskflow.accepted;

import dev.riskflow.crash.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The service's own account of its heap: what it had in use when a collection began. */
record HeapLog(Path file) {

    private static final Pattern BEFORE_AND_AFTER = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

    static HeapLog create() {
        try {
            return new HeapLog(Files.createTempFile(Site.outputDirectory(), "heap-", ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String option() {
        return "-Xlog:gc:file=" + file;
    }

    int peakMegabytes() {
        return collections().stream()
                .mapToInt(collection -> Integer.parseInt(collection.group(1)))
                .max()
                .orElse(0);
    }

    private List<MatchResult> collections() {
        try {
            return BEFORE_AND_AFTER.matcher(Files.readString(file)).results().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(collections().size());
    }
}
