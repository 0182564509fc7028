package dev.riskflow.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.riskflow.secrets.Secret;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/** The API's description at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BASIC = "basic";
    private static final String BEARER = "bearer";
    private static final String TICKET = "ticket";

    @Bean
    OpenAPI openApi(@Value("${riskflow.public-url}") String publicUrl) {
        return new OpenAPI()
                .addServersItem(new Server().url(StringUtils.trimTrailingCharacter(publicUrl, '/')))
                .info(new Info()
                        .title("Riskflow")
                        .description("Starts risk report flows, takes the user's return, keeps the reports.")
                        .version("1"))
                .components(new Components()
                        .addSecuritySchemes(
                                BASIC,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BASIC))
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .bearerFormat("JWT")
                                        .description("Where an issuer is configured"))
                        .addSecuritySchemes(
                                TICKET,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.QUERY)
                                        .name(TICKET)
                                        .description("For one flow's events")))
                .addSecurityItem(new SecurityRequirement().addList(BASIC))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** Any call may be answered with a problem. */
    @Bean
    OpenApiCustomizer problemsEverywhere() {
        ApiResponse problem = new ApiResponse()
                .description("A problem (RFC 9457)")
                .addHeaderObject(
                        HttpHeaders.RETRY_AFTER,
                        new Header()
                                .description("Seconds, where it is worth to ask again")
                                .schema(new IntegerSchema()))
                .content(new Content()
                        .addMediaType(
                                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new io.swagger.v3.oas.models.media.MediaType().schema(problem())));
        return api -> api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.getResponses().addApiResponse(ApiResponses.DEFAULT, problem));
    }

    /** A call stands with the others of its resource, whichever class answers it. */
    @Bean
    OpenApiCustomizer resourcesAsTags() {
        return api -> api.getPaths().forEach((path, item) -> {
            List<String> resource = List.of(path.substring(1).replaceFirst("[/.].*", ""));
            item.readOperations().forEach(operation -> operation.setTags(resource));
        });
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().example("urn:riskflow:problem:not-found"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema())
                                        .addProperty("message", new StringSchema())))
                .addProperty("why", new StringSchema().description("Of not-retryable"))
                .addProperty(
                        "renewed_by", new StringSchema().description("Of already-renewed: the flow that took over"));
    }

    /** springdoc reads types with a Jackson 2 of its own, which does not know the application's naming. */
    @Bean
    ModelResolver snakeCaseModelResolver() {
        return new SnakeCaseModelResolver();
    }

    /** A secret that is answered is a string, whatever it looks like inside. */
    private static final class SnakeCaseModelResolver extends ModelResolver {

        SnakeCaseModelResolver() {
            super(new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
        }

        @Override
        @SuppressWarnings("rawtypes") // as inherited
        public @Nullable Schema resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
            boolean secret = _mapper.constructType(type.getType()).hasRawClass(Secret.class);
            return secret ? new StringSchema() : super.resolve(type, context, others);
        }
    }
}
