package dev.riskflow.flow.start.request;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text that says something, without control characters, which have no business in a name or an id, and without half
 * characters (lone surrogates), which neither the database nor the provider would get as they were meant.
 */
@Pattern(regexp = "^(?=.*\\S)[^\\p{Cc}\\p{Cs}]*$")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface PlainText {

    String message() default "must not be blank, nor contain control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
