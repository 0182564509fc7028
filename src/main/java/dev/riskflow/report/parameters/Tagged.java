package dev.riskflow.report.parameters;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes that an answer has a tag, and that who knows its tag is told whether it still holds (RFC 9110, section 13). */
@Parameter(
        name = "If-None-Match",
        in = ParameterIn.HEADER,
        description = "ETag of an answer before",
        schema = @Schema(type = "string"))
@ApiResponse(
        responseCode = "200",
        useReturnTypeSchema = true,
        headers = @Header(name = "ETag", schema = @Schema(type = "string")))
@ApiResponse(responseCode = "304", description = "It is still as it was", content = @Content)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Tagged {}
