package dev.riskflow.report.reading;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what versions of a report are asked for with. */
@Parameter(
        name = "before",
        in = ParameterIn.QUERY,
        description = "Only versions older than this one: next_before of the answer before",
        schema = @Schema(type = "integer", minimum = "1"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface HistoryParameters {}
