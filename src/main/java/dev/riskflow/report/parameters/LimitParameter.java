package dev.riskflow.report.parameters;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes {@link QueryParameters#limit}. */
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "How many the answer has at most",
        schema =
                @Schema(
                        type = "integer",
                        minimum = "1",
                        maximum = "" + QueryParameters.LARGEST_PAGE,
                        defaultValue = "" + QueryParameters.PAGE))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LimitParameter {}
