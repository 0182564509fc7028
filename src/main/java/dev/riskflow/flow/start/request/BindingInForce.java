package dev.riskflow.flow.start.request;

import dev.riskflow.flow.Binding;
import dev.riskflow.flow.browser.BrowserCookie;
import dev.riskflow.flow.browser.PublicSettings;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A binding that can be kept: without TLS a browser drops {@link BrowserCookie}, and nobody could ever come back. */
@Constraint(validatedBy = BindingInForce.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface BindingInForce {

    String message() default "browser needs this service to be reached by https: set riskflow.public-url";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks where browsers reach us. */
    final class Validator implements ConstraintValidator<BindingInForce, Binding> {

        private final PublicSettings settings;

        Validator(PublicSettings settings) {
            this.settings = settings;
        }

        @Override
        public boolean isValid(@Nullable Binding binding, ConstraintValidatorContext context) {
            return binding != Binding.BROWSER || settings.browsersKeepSecureCookies();
        }
    }
}
