package dev.riskflow;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells of settings with our prefix that nothing has read. A misspelt one leaves the default in force, by which reports may
 * be kept for ten times as long as was meant. No reason to refuse a start: an older version, to which somebody goes back,
 * does not know the settings of a newer one.
 */
@Component
class UnreadSettings {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadSettings.class);
    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("riskflow");

    /** Kubernetes tells each container where the services of its namespace are, and one of them has our name. */
    private static final List<ConfigurationPropertyName> OF_KUBERNETES =
            List.of(ConfigurationPropertyName.of("riskflow.service"), ConfigurationPropertyName.of("riskflow.port"));

    private final Environment environment;
    private final BoundConfigurationProperties bound;

    UnreadSettings(Environment environment, BoundConfigurationProperties bound) {
        this.environment = environment;
        this.bound = bound;
    }

    /** Names only: a value may be a secret. */
    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        unread().forEach(name -> LOG.warn("Nothing reads the setting {}: is it misspelt?", name));
    }

    private Set<String> unread() {
        Set<String> read = new HashSet<>();
        bound.getAll().keySet().forEach(name -> read.add(spelling(name)));
        Set<String> unread = new TreeSet<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(name -> OURS.isAncestorOf(name) && !isOfKubernetes(name))
                        .filter(name -> !read.contains(spelling(name)))
                        .filter(name -> isSet(names, name))
                        .forEach(name -> unread.add(name.toString()));
            }
        }
        return unread;
    }

    private static boolean isOfKubernetes(ConfigurationPropertyName name) {
        return OF_KUBERNETES.stream().anyMatch(prefix -> prefix.equals(name) || prefix.isAncestorOf(name));
    }

    /** As with a compose file's variable that has no value. */
    private static boolean isSet(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        var property = source.getConfigurationProperty(name);
        return property != null && !String.valueOf(property.getValue()).isBlank();
    }

    /** One for all the ways to write it: what a dash is elsewhere is nothing in a variable's name, or an underscore. */
    private static String spelling(ConfigurationPropertyName name) {
        return name.toString().replaceAll("[-.]", "").toLowerCase(Locale.ROOT);
    }
}
