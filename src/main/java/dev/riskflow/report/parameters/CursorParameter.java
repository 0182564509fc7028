package dev.riskflow.report.parameters;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes where a page begins: {@link QueryParameters#cursor}. */
@Parameter(
        name = "cursor",
        in = ParameterIn.QUERY,
        description = "next_cursor of the page before; opaque",
        schema = @Schema(type = "string"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CursorParameter {}
