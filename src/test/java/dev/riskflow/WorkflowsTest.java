package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What builds the service is what was looked at: a tag can be moved to another commit, a commit can't. */
class WorkflowsTest {

    private final Repository repository = new Repository();
    private final List<String> workflows =
            repository.files(".github/workflows", "").filter(repository::has).toList();

    @Test
    void actionsArePinnedToACommitAndSayWhichVersionItIs() {
        List<String> uses = workflows.stream()
                .flatMap(path -> repository.text(path).lines())
                .filter(line -> line.contains("uses:"))
                .toList();
        assertThat(uses).hasSizeGreaterThan(4).allMatch(line -> line.matches(".*@[0-9a-f]{40} # v[0-9.]+"));
    }

    @Test
    void workflowsMayReadAndNothingElse() {
        assertThat(workflows).hasSizeGreaterThan(1).allSatisfy(path -> {
            JsonNode workflow = repository.yaml(path);
            assertThat(workflow.path("permissions").propertyStream())
                    .singleElement()
                    .hasToString("contents=\"read\"");
            assertThat(workflow.path("jobs").valueStream()).noneMatch(job -> job.has("permissions"));
        });
    }

    @Test
    void whateverIsBuiltUponIsKeptUpToDate() {
        Stream<String> ecosystems = repository
                .yaml(".github/dependabot.yml")
                .path("updates")
                .valueStream()
                .map(update -> update.path("package-ecosystem").asString());
        assertThat(ecosystems).contains("maven", "github-actions", "docker", "docker-compose");
    }

    @Test
    void theImageKnowsWhatItIsMadeOf() {
        assertThat(repository.text("src/main/docker/Dockerfile")).contains(" -Psbom ");
    }
}
