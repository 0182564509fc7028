package dev.riskflow;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Each package below the application's is a module, and uses only those that it may. */
class ModulesTest {

    /** The chain in CONTRIBUTING, arrow by arrow; {@code web} may use all, and nobody may use it. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "secrets", Set.of(),
            "provider", Set.of("secrets"),
            "token", Set.of("provider", "secrets"),
            "report", Set.of("token", "provider", "secrets"),
            "flow", Set.of("report", "report :: keeping", "report :: parameters", "token", "provider", "secrets"),
            "dashboard",
                    Set.of(
                            "flow",
                            "flow :: list",
                            "flow :: office",
                            "privacy :: access",
                            "report",
                            "report :: content",
                            "report :: export",
                            "report :: keeping",
                            "report :: parameters",
                            "report :: reading",
                            "token",
                            "provider"),
            "privacy",
                    Set.of(
                            "flow",
                            "flow :: list",
                            "flow :: office",
                            "report",
                            "report :: export",
                            "report :: keeping",
                            "report :: parameters",
                            "report :: reading",
                            "token",
                            "provider",
                            "secrets"));

    private static final String ANY = "\u00a4";

    private final ApplicationModules modules = ApplicationModules.of(RiskflowApplication.class);

    @Test
    void theyUseOnlyWhatTheyMay() {
        modules.verify();
    }

    @Test
    void whatTheyMayIsWhatTheDesignSays() {
        Set<String> names = new TreeSet<>();
        modules.forEach(module -> names.add(module.getIdentifier().toString()));
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "secrets", "provider", "token", "report", "flow", "dashboard", "privacy", "web");

        ALLOWED.forEach((name, others) ->
                assertThat(Set.copyOf(declared(name))).as(name).isEqualTo(others));
        assertThat(declared("web")).containsExactly(ANY);
    }

    /**
     * What Modulith does not look at: between the rooms of one module, too, the arrows point one way. Each package is one
     * of its own here, so a room and the one that it lies in are two.
     */
    @Test
    void noPackagesHaveACircle() {
        packages("dev.riskflow")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.riskflow"));
    }

    @Test
    void theCheckFindsACircle() {
        JavaClasses planted = new ClassFileImporter().importPackages("planted.ring");

        assertThat(packages("planted").evaluate(planted).hasViolation()).isTrue();
    }

    private static ArchRule packages(String above) {
        return slices().matching(above + ".(**)").should().beFreeOfCycles();
    }

    @Test
    void theCheckFindsWhoBreaksTheRules() {
        List<String> violations = ApplicationModules.of("planted", new ImportOption.OnlyIncludeTests())
                .detectViolations()
                .getMessages();

        assertThat(violations)
                .anySatisfy(violation -> assertThat(violation)
                        .contains("Module 'till' depends on non-exposed type planted.safe.inside.Vault"))
                .anySatisfy(violation -> assertThat(violation)
                        .contains("Module 'shop' depends on module 'safe'", "Allowed targets: none"));
        assertThat(violations.stream()
                        .filter(violation -> violation.startsWith("Module 'safe'"))
                        .collect(Collectors.toList()))
                .isEmpty();
    }

    private static List<String> declared(String module) {
        try {
            ApplicationModule annotation =
                    Class.forName("dev.riskflow." + module + ".package-info").getAnnotation(ApplicationModule.class);
            return annotation == null
                    ? List.of(ANY)
                    : Arrays.asList(Objects.requireNonNull(annotation.allowedDependencies()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("A module without package-info", e);
        }
    }
}
