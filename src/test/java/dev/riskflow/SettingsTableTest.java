package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

/** README's tables of settings say what the code and {@code application.yaml} say, and leave out nothing of ours. */
class SettingsTableTest {

    private static final String WORDS = "";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9.{}-]+)` \\| .* \\| ([^|]+) \\|$");
    private static final Pattern ALL_CODE = Pattern.compile("`([^`]+)`.*");

    private final Map<String, String> readme = readme();

    @Test
    void eachSettingOfOursHasItsRowAndItsDefault() {
        Map<String, String> settings = settings();

        assertThat(settings).hasSizeGreaterThan(40).containsEntry("riskflow.token.lease", "90s");
        assertThat(readme).containsAllEntriesOf(settings);
        assertThat(readme.keySet())
                .filteredOn(key -> key.startsWith("riskflow."))
                .isSubsetOf(settings.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy",
                "server.servlet.session.timeout",
                "server.max-http-request-header-size",
                "server.tomcat.threads.max",
                "db-scheduler.threads",
                "db-scheduler.shutdown-max-wait",
                "management.tracing.sampling.probability"
            })
    void whatIsSetHereForOthersIsSaid(String key) {
        assertThat(readme).containsEntry(key, set(new Repository().yaml("src/main/resources/application.yaml"), key));
    }

    /** The default in the last column of each row; empty where it is said in words. */
    private static Map<String, String> readme() {
        String text = new Repository().text("README.md");
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(text.substring(text.indexOf("\n## Configuration"), text.indexOf("\n### Keys and secrets")))
                .results()
                .forEach(row -> {
                    var value = ALL_CODE.matcher(row.group(2));
                    rows.put(row.group(1), value.matches() ? value.group(1) : WORDS);
                });
        return rows;
    }

    private static Map<String, String> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.riskflow").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .flatMap(type -> settings(prefix(type), type))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    private static String prefix(Class<?> settings) {
        return MergedAnnotations.from(settings)
                .get(ConfigurationProperties.class)
                .getString("prefix");
    }

    /** A record's own constructor comes first, and has its defaults. */
    private static Stream<Map.Entry<String, String>> settings(String prefix, Class<?> settings) {
        return Stream.of(settings.getDeclaredConstructors()[0].getParameters()).flatMap(parameter -> {
            String key = prefix + "." + dashed(parameter.getName());
            if (parameter.getType() == Map.class) {
                ParameterizedType map = (ParameterizedType) parameter.getParameterizedType();
                return each(key, (Class<?>) map.getActualTypeArguments()[1]);
            }
            return Stream.of(Map.entry(key, byDefault(parameter)));
        });
    }

    /** Of a map: a key of ours is named by its id, whoever calls by a name. */
    private static Stream<Map.Entry<String, String>> each(String key, Class<?> value) {
        return value.isRecord() ? settings(key + ".{name}", value) : Stream.of(Map.entry(key + ".{id}", WORDS));
    }

    private static String byDefault(Parameter parameter) {
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        return value == null ? WORDS : String.join(",", value.value());
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The file has some names in one piece, and some in several. */
    private static String set(JsonNode settings, String key) {
        return settings.propertyStream()
                .filter(setting -> key.equals(setting.getKey()) || key.startsWith(setting.getKey() + "."))
                .map(setting -> key.equals(setting.getKey())
                        ? setting.getValue().asString()
                        : set(setting.getValue(), key.substring(setting.getKey().length() + 1)))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
    }
}
