package dev.riskflow.report.reading;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the filters that {@link ReportFilter} reads. */
@Parameter(
        name = "user_id",
        in = ParameterIn.QUERY,
        description = "Reports of this user; one-time flows that an API client started have none",
        schema = @Schema(type = "string"))
@Parameter(
        name = "type",
        in = ParameterIn.QUERY,
        description = "Reports of such flows",
        schema =
                @Schema(
                        type = "string",
                        allowableValues = {"one_time", "ongoing"}))
@Parameter(
        name = "from",
        in = ParameterIn.QUERY,
        description = "First stored then or later: a day, which begins in UTC, or a time with its offset",
        schema = @Schema(type = "string", example = "2026-03-01"))
@Parameter(
        name = "to",
        in = ParameterIn.QUERY,
        description = "First stored before: a day, which begins in UTC, or a time with its offset",
        schema = @Schema(type = "string", example = "2026-04-01"))
@Parameter(
        name = "iban",
        in = ParameterIn.QUERY,
        description = "Of any account in the latest version; whole; spaces and case do not matter",
        schema = @Schema(type = "string", example = "DE89 3704 0044 0532 0130 00"))
@Parameter(
        name = "affinity",
        in = ParameterIn.QUERY,
        description = "Of the main account's holder, in the provider's word",
        schema = @Schema(type = "string", example = "VERY_HIGH"))
@Parameter(
        name = "indicator",
        in = ParameterIn.QUERY,
        description = "A risk indicator that is present in the latest version, by the provider's name",
        schema = @Schema(type = "string", example = "gambling"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReportFilterParameters {}
