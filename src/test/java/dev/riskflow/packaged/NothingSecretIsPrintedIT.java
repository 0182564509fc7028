package dev.riskflow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * With every logger at DEBUG and an access log, as an operator sets them in despair, and with things going wrong. The runs of
 * {@link PackagedJarIT} and {@link KilledProcessIT} are searched as well, at the level that is usual.
 */
class NothingSecretIsPrintedIT {

    private static final Map<String, String> TALKATIVE = Map.of(
            "logging.level.root", "DEBUG",
            "server.tomcat.accesslog.enabled", "true",
            "server.tomcat.accesslog.directory", "/dev",
            "server.tomcat.accesslog.prefix", "stdout",
            "server.tomcat.accesslog.suffix", "",
            "server.tomcat.accesslog.file-date-format", "",
            "server.tomcat.accesslog.buffered", "false");

    /** A caller who has a right to it gets it: a link, a ticket, a report. No code, token or secret is among these. */
    private static final Set<String> FOR_WHO_ASKED = Set.of(
            Disclosures.USER_ID, "name", "IBAN", "WIDGET_KEY", "confirmation", "ticket", "browser's key", "session");

    /** Everything goes out that ever does, by every door there is. */
    @Test
    void everyLoggerTalks() {
        try (TraceCollector traces = TraceCollector.start();
                Deployment deployment = Deployment.start(EmbeddedDatabase.shared(), talkative(traces));
                Overheard overheard = Overheard.on(deployment.databaseUrl())) {
            deployment.provider().trouble().next(Operation.EXCHANGE, Mishap.status(503));
            deployment.provider().trouble().next(Operation.FETCH_REPORT, Mishap.unreadable());
            Journey oneTime = Journey.toBeConfirmed(deployment, Person.first());
            Journey ongoing = Journey.ongoing(deployment, Person.second());
            BadInput badInput = new BadInput(deployment);
            badInput.repeatedStart();
            badInput.requests();
            badInput.credentials();
            badInput.callbacks(oneTime.finishWidget());
            oneTime.comeBackConfirmed();
            ongoing.comeBack();
            String stored = deployment.tables().text();
            oneTime.assertReported();
            ongoing.assertReported();
            stored += new EchoingProvider(deployment).answersWithWhatItWasSent();
            oneTime.follow(ongoing);
            OfficeWork office = new OfficeWork(deployment, Person.second());
            office.searchReports();
            office.renewTokens(ongoing);
            office.lookAtPages(ongoing);
            stored += deployment.tables().text();
            String metrics = office.metrics();
            office.exportAndErase(ongoing);
            stored += deployment.tables().text();
            deployment.stop();

            String printed = deployment.printed();
            assertThat(Stream.of(
                            oneTime.flowId(),
                            ongoing.flowId(),
                            " DEBUG ",
                            "\"GET /callback HTTP/1.1\" 303",
                            "/events HTTP/1.1\" 200"))
                    .allMatch(printed::contains);
            assertThat(stored).contains("scheduled_tasks.task_instance: " + ongoing.flowId());
            assertThat(metrics).contains("riskflow_provider_calls_seconds_count{");
            assertThat(traces.text()).contains("http get /callback", oneTime.flowId());
            String announced = overheard.text();
            assertThat(announced).contains(oneTime.flowId());
            Disclosures disclosures = deployment.disclosures();
            assertThat(disclosures.in(printed)).as("printed").isEmpty();
            assertThat(disclosures.in(stored, Set.of(Disclosures.USER_ID)))
                    .as("stored")
                    .isEmpty();
            assertThat(disclosures.in(metrics)).as("metrics").isEmpty();
            assertThat(disclosures.in(traces.text())).as("traces").isEmpty();
            assertThat(disclosures.in(announced)).as("announced").isEmpty();
            assertThat(disclosures.in(deployment.api().answers().problems()))
                    .as("problems")
                    .isEmpty();
            assertThat(disclosures.in(deployment.api().answers().successes(), FOR_WHO_ASKED))
                    .as("answers")
                    .isEmpty();
        }
    }

    private static Map<String, String> talkative(TraceCollector traces) {
        Map<String, String> settings = new LinkedHashMap<>(TALKATIVE);
        settings.putAll(traces.settings());
        return settings;
    }

    /** A search that finds nothing proves nothing, unless it would have found something. */
    @Test
    void theSearchFindsWhatWasPlanted() {
        Disclosures disclosures = new Disclosures();
        String token = "Zm9vYmFyYmF6cXV4Y29ycmdl+3JhdWx0Z2FycGx5d2FsZG8/ZnJlZHBsdWdoeHl6enk=";
        disclosures.add("token", token);
        disclosures.add(Person.first());

        assertThat(disclosures.in("nothing of the kind\nflow 1: completed")).isEmpty();
        assertThat(disclosures.in("x " + token + " y")).isNotEmpty();
        assertThat(disclosures.in("?code=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .isNotEmpty();
        assertThat(disclosures.in("cut off: " + token.substring(0, 30) + "...")).isNotEmpty();
        assertThat(disclosures.in("without its beginning: " + token.substring(20)))
                .isNotEmpty();
        assertThat(disclosures.in("Hello " + Person.first().name())).isNotEmpty();
    }

    /** The same for what is stored: sealed columns, jobs' bytes and all. */
    @Test
    void theDumpShowsWhatWasPlanted() {
        String databaseUrl = EmbeddedDatabase.shared().createDatabase();
        TableDump.execute(databaseUrl, """
                CREATE TABLE planted (words text, bytes bytea);
                INSERT INTO planted VALUES ('in words', convert_to('in bytes', 'UTF8'))
                """);

        assertThat(TableDump.of(databaseUrl).text()).contains("planted.words: in words", "planted.bytes: in bytes");
    }
}
