package dev.riskflow.packaged;

import static dev.riskflow.environment.SandboxClients.OFFICE;
import static dev.riskflow.environment.SandboxClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    @Test
    void everyLoggerTalks() {
        try (Deployment deployment = Deployment.start(EmbeddedDatabase.shared(), TALKATIVE)) {
            deployment.provider().trouble().next(Operation.EXCHANGE, Mishap.status(503));
            deployment.provider().trouble().next(Operation.FETCH_REPORT, Mishap.unreadable());
            Journey oneTime = Journey.toBeConfirmed(deployment, Person.first());
            Journey ongoing = Journey.ongoing(deployment, Person.second());
            repeatedStart(deployment);
            refusedRequests(deployment);
            refusedCallbacks(deployment, oneTime.finishWidget());
            oneTime.comeBackConfirmed();
            ongoing.comeBack();
            oneTime.assertReported();
            ongoing.assertReported();
            searchedReports(deployment);
            oneTime.follow(ongoing);
            deployment.stop();

            String printed = deployment.printed();
            assertThat(Stream.of(
                            oneTime.flowId(),
                            ongoing.flowId(),
                            " DEBUG ",
                            "\"GET /callback HTTP/1.1\" 303",
                            "/events HTTP/1.1\" 200"))
                    .allMatch(printed::contains);
            assertThat(deployment.disclosures().in(printed)).isEmpty();
            assertThat(deployment.disclosures().in(deployment.tables().text(), Set.of(Disclosures.USER_ID)))
                    .isEmpty();
        }
    }

    /** Bound to its browser, and renewed: all that a link's secrets are. */
    private static void repeatedStart(Deployment deployment) {
        String body = """
                {"type": "ongoing", "user_id": "%s", "name": "%s", "binding": "browser"}
                """.formatted(Person.second().userId(), Person.second().name());
        String key = UUID.randomUUID().toString().replace("-", "");
        deployment.disclosures().add("Idempotency-Key", key);
        var first = deployment.api().post(SHOP, "/risk-flows", body, key);
        var again = deployment.api().post(SHOP, "/risk-flows", body, key);
        assertThat(again.body()).isEqualTo(first.body());
        var renewal = deployment
                .api()
                .post(SHOP, first.headers().firstValue("Location").orElseThrow() + "/renewal", "");
        for (var answer : List.of(first, renewal)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
            deployment.disclosures().add("browser's key", cookie.split("[=;]", 3)[1]);
        }
    }

    /** Refusals tempt a library to repeat what it refuses. */
    private static void refusedRequests(Deployment deployment) {
        Person person = Person.first();
        String invalid = """
                {"type": "ongoing", "user_id": "%s\\u0007", "name": "%s\\u0007", "accounts": [{"id": "%s\\u0007"}]}
                """.formatted(person.userId(), person.name(), person.iban());
        String unreadable = "{\"type\": \"%s\"}".formatted(person.name());
        String broken = "{\"name\": \"%s\", %s".formatted(person.name(), person.iban());
        for (String body : new String[] {invalid, unreadable, broken}) {
            assertThat(deployment.api().post(SHOP, "/risk-flows", body).statusCode())
                    .isEqualTo(400);
        }
    }

    /** The back office looks for a person, and mistypes. */
    private static void searchedReports(Deployment deployment) {
        Person person = Person.second();
        for (String path : new String[] {"/risk-reports", "/risk-reports.csv"}) {
            assertThat(deployment
                            .api()
                            .get(OFFICE, path + "?iban=" + person.iban())
                            .body())
                    .contains(person.userId());
            assertThat(deployment
                            .api()
                            .get(OFFICE, path + "?user_id=" + person.userId())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(deployment
                            .api()
                            .get(OFFICE, path + "?iban=" + person.iban() + "1")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(deployment
                            .api()
                            .get(OFFICE, path + "?" + person.iban() + "=x")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static void refusedCallbacks(Deployment deployment, URI callback) {
        String twice = callback + "&" + callback.getRawQuery();
        String wrongFlow = callback.toString().replace("flow_id=", "flow_id=x");
        for (String refused : new String[] {twice, wrongFlow}) {
            assertThat(deployment.api().browse(URI.create(refused)).statusCode())
                    .isEqualTo(400);
        }
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
