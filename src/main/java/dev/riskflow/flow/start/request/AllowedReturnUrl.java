package dev.riskflow.flow.start.request;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A URL on the allow-list {@code riskflow.return-urls}; anything else would make us an open redirector. */
@Constraint(validatedBy = AllowedReturnUrl.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface AllowedReturnUrl {

    String message() default "is not on the allow-list of return URLs";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the configured list. */
    final class Validator implements ConstraintValidator<AllowedReturnUrl, String> {

        private final ReturnUrls returnUrls;

        Validator(ReturnUrls returnUrls) {
            this.returnUrls = returnUrls;
        }

        @Override
        public boolean isValid(@Nullable String url, ConstraintValidatorContext context) {
            return url == null || returnUrls.allow(url);
        }
    }
}
