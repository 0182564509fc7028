package dev.riskflow.flow.start.once;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For the API's description: a call that makes a flow, once for each {@link IdempotencyKey}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        in = ParameterIn.HEADER,
        name = IdempotencyKey.HEADER,
        description = "Your own name for this request, 1 to 255 printable ASCII characters: repeated with the same key,"
                + " it gets the same answer, and starts nothing",
        schema = @Schema(type = "string", minLength = 1, maxLength = IdempotencyKey.LONGEST))
@ApiResponse(
        responseCode = "201",
        headers =
                @Header(
                        name = "Location",
                        description = "The flow, below this service's own address",
                        schema = @Schema(type = "string", format = "uri-reference")))
public @interface RepeatedByKey {}
