package dev.riskflow.web.problems;

import dev.riskflow.report.AnswerBrokenOffException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * A problem can't be told once an answer has begun; and an answer that merely ends is taken for whole. What is not caught
 * here reaches the container, which cuts the connection.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // before the advice that takes every exception
class BrokenOffAnswers implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        // Whoever writes JSON wraps it.
        if (NestedExceptionUtils.getMostSpecificCause(exception) instanceof AnswerBrokenOffException brokenOff) {
            throw brokenOff;
        }
        return null;
    }
}
