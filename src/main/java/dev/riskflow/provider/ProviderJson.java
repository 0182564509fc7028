package dev.riskflow.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riskflow.secrets.Secret;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as the provider has it, whatever the application's own mapper is told: snake_case, nothing for null, and the
 * one place that writes a {@link Secret} in clear.
 */
final class ProviderJson {

    /**
     * For reading. Sizes are bounded by {@link BoundedAnswers} already; these limits only keep what is odd but
     * well-formed from being refused.
     */
    static final JsonFactory READING = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNumberLength(100_000)
                    .maxNameLength(1_000_000)
                    .maxStringLength(20_000_000)
                    .build())
            .build();

    private ProviderJson() {}

    static JsonMapper writing() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .addModule(new SimpleModule().addSerializer(Secret.class, new RevealedSecret()))
                .build();
    }

    private static final class RevealedSecret extends ValueSerializer<Secret> {

        @Override
        public void serialize(Secret secret, JsonGenerator generator, SerializationContext context) {
            generator.writeString(secret.reveal());
        }
    }
}
