package dev.riskflow.flow.start.request;

import dev.riskflow.provider.FlowType;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** What belongs to one type of flow only is there for that type, and not for the other. */
@Constraint(validatedBy = ConsistentWithType.Validator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ConsistentWithType {

    String message() default "does not fit the type";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the field that does not fit. */
    final class Validator implements ConstraintValidator<ConsistentWithType, StartFlowRequest> {

        @Override
        @SuppressWarnings("ConstantValue") // type may be null here: its own constraint says so
        public boolean isValid(@Nullable StartFlowRequest request, ConstraintValidatorContext context) {
            if (request == null || request.type() == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            boolean ongoing = request.type() == FlowType.ONGOING;
            if (ongoing) {
                return request.userId() != null || refuse(context, "userId", "is mandatory for an ongoing flow");
            }
            boolean noUser =
                    request.userId() == null || refuse(context, "userId", "does not belong to a one-time flow");
            boolean noSecrets = request.saveSecrets() == null
                    || refuse(context, "saveSecrets", "does not belong to a one-time flow");
            return noUser && noSecrets;
        }

        private static boolean refuse(ConstraintValidatorContext context, String property, String message) {
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(property)
                    .addConstraintViolation();
            return false;
        }
    }
}
