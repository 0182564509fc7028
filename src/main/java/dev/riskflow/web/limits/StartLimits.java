package dev.riskflow.web.limits;

import dev.riskflow.flow.Requester;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How often flows may be started. Asked once it is known who calls, and before anything is read of what was sent. */
@Component
class StartLimits implements HandlerInterceptor, WebMvcConfigurer {

    private final Throttle clients;
    private final Throttle users;
    private final Throttle addresses;

    StartLimits(RateLimitSettings settings) {
        clients = new Throttle(settings.startsPerClient());
        users = new Throttle(settings.startsPerUser());
        addresses = new Throttle(settings.startsPerAddress());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/risk-flows", "/risk-flows/*/renewal");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals(HttpMethod.POST.name())) {
            Throttle callers = request.isUserInRole(Requester.END_USER_ROLE) ? users : clients;
            refuse(callers.take(String.valueOf(request.getRemoteUser())));
            refuse(addresses.take(Network.of(request.getRemoteAddr())));
        }
        return true;
    }

    private static void refuse(Duration wait) {
        if (!wait.isZero()) {
            throw new TooManyRequests(wait);
        }
    }
}
