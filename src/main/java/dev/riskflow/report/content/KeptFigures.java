package dev.riskflow.report.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A version's figures as they are kept: JSON of our own, which older and newer instances can read. */
public record KeptFigures(Figures figures, @Nullable List<String> unread) {

    /** Of a version that nobody has read yet. */
    private static final KeptFigures NONE = new KeptFigures(Figures.NONE, null);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    public static String json(Extract extract) {
        return MAPPER.writeValueAsString(new KeptFigures(extract.figures(), extract.unread()));
    }

    public static KeptFigures parse(@Nullable String json) {
        return json == null ? NONE : MAPPER.readValue(json, KeptFigures.class);
    }

    @Override
    public String toString() {
        return "KeptFigures[***]";
    }
}
