package dev.riskflow.privacy;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what erasures are asked for with. */
@Parameter(
        name = "user_id",
        in = ParameterIn.QUERY,
        description = "Erasures of this user",
        schema = @Schema(type = "string"))
@Parameter(
        name = "flow_id",
        in = ParameterIn.QUERY,
        description = "The erasure of this flow by its own id",
        schema = @Schema(type = "string"))
@Parameter(
        name = "before",
        in = ParameterIn.QUERY,
        description = "Only earlier ones: next_before of the answer before",
        schema = @Schema(type = "integer"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ErasureParameters {}
