package dev.riskflow.flow.list;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowType;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what the list of flows is asked for with. */
@Parameter(
        name = "status",
        in = ParameterIn.QUERY,
        description = "Flows that stand so",
        schema = @Schema(implementation = FlowStatus.class))
@Parameter(
        name = "type",
        in = ParameterIn.QUERY,
        description = "Such flows",
        schema = @Schema(implementation = FlowType.class))
@Parameter(
        name = "user_id",
        in = ParameterIn.QUERY,
        description = "Flows of this user; one-time flows that an API client started have none",
        schema = @Schema(type = "string"))
@Parameter(
        name = "client",
        in = ParameterIn.QUERY,
        description = "Flows of this API client; back office only",
        schema = @Schema(type = "string"))
@Parameter(
        name = "attention",
        in = ParameterIn.QUERY,
        description = "Flows that want a person to act, for this reason or any",
        schema = @Schema(implementation = AttentionFilter.class))
@Parameter(
        name = "updated_after",
        in = ParameterIn.QUERY,
        description = "All changes after this time, oldest first; there is always a next_cursor to go on from",
        schema = @Schema(type = "string", example = "2026-03-01T12:00:00Z"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface FlowListParameters {}
