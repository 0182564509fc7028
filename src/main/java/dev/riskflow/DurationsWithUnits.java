package dev.riskflow;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.stereotype.Component;

/**
 * Refuses a duration of ours that is a number alone, but for zero. Boot reads milliseconds, which nobody means: a token
 * request of {@code 60} would be given up before its answer, and the access be lost.
 */
@Component
class DurationsWithUnits implements ConfigurationPropertiesBindHandlerAdvisor {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("riskflow");
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[0-9]+\\s*");

    @Override
    public BindHandler apply(BindHandler usual) {
        return new AbstractBindHandler(usual) {
            @Override
            public @Nullable Object onSuccess(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
                if (result instanceof Duration duration
                        && !duration.isZero()
                        && OURS.isAncestorOf(name)
                        && isNumber(name, context)) {
                    throw new UnusableSetting(name + " must have a unit, as in 90s, 65m, 24h or 30d");
                }
                return super.onSuccess(name, target, context, result);
            }
        };
    }

    /** As it is once placeholders in it are resolved. */
    private static boolean isNumber(ConfigurationPropertyName name, BindContext context) {
        return context.getBinder()
                .bind(name, Bindable.of(String.class))
                .map(text -> NUMBER.matcher(text).matches())
                .orElse(false);
    }
}
