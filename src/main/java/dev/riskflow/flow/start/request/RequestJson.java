package dev.riskflow.flow.start.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as we keep it, whatever the application's own mapper is told: equal requests are equal texts, and a later
 * version reads what an earlier one wrote.
 */
public final class RequestJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RequestJson() {}

    public static String write(StartFlowRequest request) {
        return JSON.writeValueAsString(request);
    }

    public static StartFlowRequest read(String json) {
        return JSON.readValue(json, StartFlowRequest.class);
    }
}
