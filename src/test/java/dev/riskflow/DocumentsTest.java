package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What code and documents point to is there. */
class DocumentsTest {

    private static final String PROVIDER = ".github/PROVIDER.md";
    private static final String README = "README.md";
    private static final String BENCHMARKS = "src/test/java/dev/riskflow/benchmark/BENCHMARKS.md";
    private static final String CONTRIBUTING = ".github/CONTRIBUTING.md";
    private static final String OPERATION = ".github/OPERATION.md";
    private static final String SECURITY = ".github/SECURITY.md";
    private static final String TESTS = "src/test/java/dev/riskflow/";

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern SECTION = Pattern.compile("(README|OPERATION),\\s((?:(?: and )?\"[^\"]+\")+)");

    /** As in (contract, "Tokens"), also across two lines of a comment. */
    private static final Pattern CITATION = Pattern.compile("[Cc]ontract(?:,|'s section| \\() ?\"([^\"]+)\"");

    /** A test by its path, or a class; one word alone may be anything, such as a header. */
    private static final Pattern NAME = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w+|[A-Z][a-z]+[A-Z]\\w+)`");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import [a-z][\\w.]*\\.(\\w+);");

    private final Repository repository = new Repository();

    @Test
    void sectionsOfTheContractThatTheCodeCitesAreThere() {
        Set<String> cited = Stream.concat(sources("src/main/java"), sources("src/test/java"))
                .flatMap(source -> cited(source).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(cited).hasSizeGreaterThan(5);
        assertThat(headings(PROVIDER)).containsAll(cited);
    }

    @Test
    void aCitationIsFoundInEachOfItsForms() {
        // Written without quotes, lest it be taken for citations itself.
        String comment = """
                /** One (contract, ~A~), and (contract, ~B
                 * b~); the contract's section ~C~; the contract (~D~). */
                """.replace('~', '"');

        assertThat(cited(comment)).containsExactlyInAnyOrder("A", "B b", "C", "D");
    }

    @ParameterizedTest
    @ValueSource(strings = {README, OPERATION, PROVIDER, BENCHMARKS, CONTRIBUTING, SECURITY})
    void whatADocumentLinksIsThere(String document) {
        String text = repository.text(document);

        assertThat(broken(document, text)).isEmpty();
        assertThat(SECTION.matcher(text).results())
                .allSatisfy(cited -> assertThat(quoted(cited))
                        .isSubsetOf(headings(cited.group(1).equals("README") ? README : OPERATION)));
    }

    @ParameterizedTest
    @ValueSource(strings = {PROVIDER, BENCHMARKS, CONTRIBUTING, SECURITY})
    void whatADocumentNamesOfTheCodeIsThere(String document) {
        assertThat(unknown(repository.text(document))).isEmpty();
    }

    /** Whoever runs a proxy has only this to go by. */
    @Test
    void queryStringsThatAreHiddenHereAreToBeHiddenInFrontOfIt() {
        String hidden = repository.text("src/main/java/dev/riskflow/web/logs/UnseenQuery.java");
        List<String> paths = Pattern.compile("\"(/[a-z/-]+)\"")
                .matcher(hidden)
                .results()
                .map(path -> "`" + path.group(1) + "`")
                .toList();

        String operation = repository.text(OPERATION);
        assertThat(paths).hasSizeGreaterThan(5);
        assertThat(operation.substring(operation.indexOf("## In front of it"), operation.indexOf("## The database")))
                .contains(paths);
    }

    @Test
    void aBrokenLinkIsFound() {
        String planted =
                "[a](#operation) [b](#nowhere) [c](../README.md#configuration) [d](../README.md#nowhere) [e](GONE.md)";

        assertThat(broken(PROVIDER, planted))
                .containsExactly("#operation", "#nowhere", "../README.md#nowhere", "GONE.md");
    }

    @Test
    void aNameOfNothingIsFound() {
        String planted = "`token/FencesTest` `nowhere/FencesTest` `FencesTest` `GoneTest` `SecureRandom` `Location`";

        assertThat(unknown(planted)).containsExactly("nowhere/FencesTest", "GoneTest");
    }

    private Stream<String> sources(String directory) {
        return repository.files(directory, ".java").map(repository::text);
    }

    private static List<String> cited(String source) {
        String unfolded = source.replaceAll("\\s*\\n\\s*\\*\\s+", " ");
        return CITATION.matcher(unfolded)
                .results()
                .map(citation -> citation.group(1))
                .toList();
    }

    private static Stream<String> quoted(MatchResult citation) {
        return Pattern.compile("\"([^\"]+)\"")
                .matcher(citation.group(2))
                .results()
                .map(section -> section.group(1));
    }

    private List<String> unknown(String text) {
        Set<String> known = repository
                .files("src", ".java")
                .flatMap(file -> Stream.concat(named(file), imported(repository.text(file))))
                .collect(Collectors.toSet());
        return NAME.matcher(text)
                .results()
                .map(name -> name.group(1))
                .filter(name -> !known.contains(name))
                .toList();
    }

    private static Stream<String> named(String file) {
        String path = file.replaceFirst("\\.java$", "");
        return Stream.of(path.substring(path.lastIndexOf('/') + 1), path.replaceFirst("^" + TESTS, ""));
    }

    private static Stream<String> imported(String source) {
        return IMPORT.matcher(source).results().map(imported -> imported.group(1));
    }

    private List<String> headings(String document) {
        return HEADING.matcher(repository.text(document))
                .results()
                .map(heading -> heading.group(1))
                .toList();
    }

    private List<String> broken(String document, String text) {
        return LINK.matcher(text)
                .results()
                .filter(link -> !link.group(1).startsWith("http"))
                .filter(link -> !leadsSomewhere(document, link))
                .map(link -> link.group().substring(2, link.group().length() - 1))
                .toList();
    }

    private boolean leadsSomewhere(String document, MatchResult link) {
        String target = link.group(1).isEmpty()
                ? document
                : Path.of(document).resolveSibling(link.group(1)).normalize().toString();
        return repository.has(target)
                && (link.group(2) == null
                        || headings(target).stream().map(DocumentsTest::anchor).anyMatch(link.group(2)::equals));
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
