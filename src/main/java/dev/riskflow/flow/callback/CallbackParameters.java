package dev.riskflow.flow.callback;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what a callback brings: no credentials, and what {@link CallbackMessage} reads. */
@SecurityRequirements
@Parameter(name = "flow_id", in = ParameterIn.QUERY, required = true, schema = @Schema(type = "string"))
@Parameter(
        name = "state",
        in = ParameterIn.QUERY,
        description = "As it was given to the widget; a success needs it",
        schema = @Schema(type = "string"))
@Parameter(name = "success", in = ParameterIn.QUERY, required = true, schema = @Schema(type = "boolean"))
@Parameter(
        name = "code",
        in = ParameterIn.QUERY,
        description = "Of a success, and of nothing else",
        schema = @Schema(type = "string"))
@Parameter(
        name = "cancel",
        in = ParameterIn.QUERY,
        description = "The user cancelled, whatever its value, if it is there and not false",
        schema = @Schema(type = "string"))
@Parameter(
        name = "abort",
        in = ParameterIn.QUERY,
        description = "The same as cancel",
        schema = @Schema(type = "string"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface CallbackParameters {}
