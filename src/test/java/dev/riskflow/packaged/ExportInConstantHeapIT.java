package dev.riskflow.packaged;

import static dev.riskflow.environment.SandboxClients.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.report.reading.PlantedReports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An export of a million reports needs no more heap than the service has anyway. */
@Tag("soak")
class ExportInConstantHeapIT {

    private static final int REPORTS = 1_000_000;
    private static final int HEAP_MEGABYTES = 192;

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(\\d+M\\)");

    @Test
    void aMillionReports() throws IOException {
        Path collections = Files.createTempFile("riskflow-gc-", ".log");
        try (LoadedDatabase database = LoadedDatabase.empty()) {
            database.plantFlows(REPORTS);
            PlantedReports.plant(database.jdbc(), REPORTS);
            database.settle();
            try (Deployment deployment = Deployment.start(
                    EmbeddedDatabase.shared(),
                    Map.of("spring.datasource.url", database.url()),
                    "-Xmx" + HEAP_MEGABYTES + "m",
                    "-Xlog:gc:file=" + collections)) {
                export(deployment, "/risk-reports.csv", "text/csv", REPORTS + 1);
                export(deployment, "/risk-reports", "application/x-ndjson", REPORTS);
                export(deployment, "/risk-reports?indicator=gambling", "application/x-ndjson", (REPORTS + 2) / 3);
                deployment.stop();
                assertThat(deployment.printed()).doesNotContain("OutOfMemoryError");
            }
        }
        int live = mostLive(collections);
        System.out.printf("heap %d MB, at most %d MB of it live%n", HEAP_MEGABYTES, live);
        assertThat(live).isLessThan(HEAP_MEGABYTES * 3 / 4);
    }

    private static void export(Deployment deployment, String path, String type, int lines) throws IOException {
        long started = System.nanoTime();
        HttpResponse<InputStream> answer = deployment.api().open(OFFICE, path, type);
        assertThat(answer.statusCode()).isEqualTo(200);
        int read = 0;
        long characters = 0;
        String latest = "9999";
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                read++;
                characters += line.length();
                latest = assertIsOlder(line, latest);
            }
        }
        assertThat(read).isEqualTo(lines);
        System.out.printf(
                "%s as %s: %,d lines, %,d MB, %d s%n",
                path,
                type,
                read,
                characters >> 20,
                Duration.ofNanos(System.nanoTime() - started).toSeconds());
    }

    /** Each line is older than the one before: none is missing its place, none comes twice. */
    private static String assertIsOlder(String line, String latest) {
        Matcher time = TIME.matcher(line);
        if (!time.find()) {
            return latest;
        }
        assertThat(time.group()).isLessThan(latest);
        return time.group();
    }

    private static int mostLive(Path collections) throws IOException {
        return AFTER_COLLECTION
                .matcher(Files.readString(collections))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElseThrow();
    }
}
