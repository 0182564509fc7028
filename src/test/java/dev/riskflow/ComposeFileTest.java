package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;

/** What docker-compose.yml says fits together: secrets, files, health checks, and the settings that the service needs. */
class ComposeFileTest {

    private final Repository repository = new Repository();
    private final JsonNode compose = repository.yaml("docker-compose.yml");

    @Test
    void theServiceWouldNotMissASetting() {
        JsonNode service = compose.at("/services/riskflow");
        Map<String, Object> variables = new HashMap<>();
        // What compose takes from the shell or a file, or does not start without.
        service.path("environment")
                .forEachEntry((name, value) ->
                        variables.put(name, value.asString().startsWith("${") ? "given" : value.asString()));
        Map<String, Object> files = new HashMap<>();
        secrets(service).forEach(name -> files.put(name, "a secret"));

        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .forEach(source ->
                            context.getEnvironment().getPropertySources().remove(source.getName()));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("configtree", files));
            context.getEnvironment()
                    .getPropertySources()
                    .addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
            ConfigurationPropertySources.attach(context.getEnvironment());
            new MandatorySettings().initialize(context);
        }
        assertThat(variables).containsEntry("SPRING_CONFIG_IMPORT", "configtree:/run/secrets/");
        assertThat(variables.keySet()).noneMatch(name -> name.endsWith("SECRET") || name.endsWith("PASSWORD"));
    }

    /** And under their own names: what the file sets by another one would hide the setting that somebody wrote. */
    @Test
    void furtherSettingsReachTheService() {
        JsonNode service = compose.at("/services/riskflow");
        assertThat(service.at("/env_file/0/path").asString()).isEqualTo(".env");
        assertThat(service.at("/env_file/0/required").asBoolean(true)).isFalse();
        assertThat(repository.text(".gitignore").lines()).contains(".env");
        assertThat(service.path("environment").propertyStream())
                .filteredOn(variable -> variable.getValue().asString().contains("${"))
                .isNotEmpty()
                .allMatch(variable -> variable.getValue().asString().startsWith("${" + variable.getKey() + ":"));
    }

    @Test
    void nothingIsOpenToOtherMachinesAndTheHeapHasABound() {
        assertThat(services()
                        .flatMap(service -> service.path("ports").valueStream())
                        .map(JsonNode::asString))
                .hasSize(3)
                .allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(compose.at("/services/riskflow/mem_limit").asString()).matches("[1-9]\\d*g");
    }

    @Test
    void eachSecretIsDeclaredAndMade() {
        String script = repository.text("src/main/docker/secrets.sh");
        Set<String> used =
                services().flatMap(service -> secrets(service).stream()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isEqualTo(new TreeSet<>(compose.path("secrets").propertyNames()));
        compose.path("secrets").values().forEach(secret -> {
            String file = secret.path("file").asString();
            assertThat(file).startsWith("secrets/");
            assertThat(script).contains(file.substring(file.lastIndexOf('/') + 1));
        });
        assertThat(repository.text(".gitignore").lines()).contains("/secrets/");
    }

    @Test
    void eachServiceIsWatchedAndEachMountedFileIsThere() {
        assertThat(services()).hasSize(4).allSatisfy(service -> {
            assertThat(service.at("/healthcheck/test").size()).isPositive();
            assertThat(service.path("restart").asString()).isEqualTo("unless-stopped");
            assertThat(service.at("/logging/driver").asString()).isEqualTo("local");
        });
        assertThat(services()
                        .flatMap(service -> service.path("volumes").valueStream())
                        .map(JsonNode::asString)
                        .filter(volume -> volume.startsWith("./"))
                        .map(volume -> volume.substring(2, volume.indexOf(':'))))
                .hasSizeGreaterThan(4)
                .allMatch(repository::has);
        assertThat(compose.at("/services/riskflow/build/dockerfile").asString())
                .satisfies(file -> assertThat(repository.has(file)).isTrue());
    }

    /** The image makes a superuser of whom it is told; the service's own user comes from a script. */
    @Test
    void theServicesUserIsNoSuperuserOfItsDatabase() {
        JsonNode postgres = compose.at("/services/postgres");
        String user = compose.at("/services/riskflow/environment/SPRING_DATASOURCE_USERNAME")
                .asString();
        assertThat(postgres.path("environment").propertyNames()).containsExactly("POSTGRES_PASSWORD_FILE");
        assertThat(repository.text("src/main/docker/database.sql"))
                .contains("`cat "
                        + postgres.at("/environment/POSTGRES_PASSWORD_FILE").asString() + "`")
                .contains("CREATE ROLE " + user + " LOGIN PASSWORD")
                .contains("CREATE DATABASE riskflow OWNER " + user);
    }

    @Test
    void onlyTheProfileAddsWhatIsNotNeeded() {
        assertThat(compose.path("services")
                        .propertyStream()
                        .filter(service -> !service.getValue().has("profiles"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("postgres", "riskflow");
    }

    private Stream<JsonNode> services() {
        return compose.path("services").valueStream().map(Function.identity());
    }

    private static Set<String> secrets(JsonNode service) {
        return service.path("secrets").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
