package dev.riskflow.privacy.access;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what the access log is asked for with. */
@Parameter(
        name = "flow_id",
        in = ParameterIn.QUERY,
        description = "Whose report was shown",
        schema = @Schema(type = "string"))
@Parameter(
        name = "user_id",
        in = ParameterIn.QUERY,
        description = "Who was asked for, or whose data were exported",
        schema = @Schema(type = "string"))
@Parameter(
        name = "actor",
        in = ParameterIn.QUERY,
        description = "Who read: a client, or a user of the dashboard",
        schema = @Schema(type = "string"))
@Parameter(
        name = "from",
        in = ParameterIn.QUERY,
        description = "A day or time, included",
        schema = @Schema(type = "string"))
@Parameter(
        name = "to",
        in = ParameterIn.QUERY,
        description = "A day or time, not included",
        schema = @Schema(type = "string"))
@Parameter(
        name = "before",
        in = ParameterIn.QUERY,
        description = "Only earlier ones: next_before of the answer before",
        schema = @Schema(type = "integer"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface AccessLogParameters {}
