package dev.riskflow.report.reading;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what pages of a list are asked for with. */
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "Reports on a page",
        schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
@Parameter(
        name = "cursor",
        in = ParameterIn.QUERY,
        description = "next_cursor of the page before; opaque",
        schema = @Schema(type = "string"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface PageParameters {}
