package dev.riskflow.flow.start.request;

import dev.riskflow.provider.Iban;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** An account id as the provider takes it. One that is shaped like an IBAN must have an IBAN's check digits. */
@Constraint(validatedBy = AccountId.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface AccountId {

    String message() default "looks like an IBAN, but its check digits are wrong";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Account numbers and PANs pass: nothing is known of their form. */
    final class Validator implements ConstraintValidator<AccountId, String> {

        @Override
        public boolean isValid(@Nullable String id, ConstraintValidatorContext context) {
            return id == null || !Iban.isShapedLike(id) || new Iban(id).hasValidCheckDigits();
        }
    }
}
