package dev.riskflow.web.limits;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the limits where flows are started. */
@Configuration(proxyBeanMethods = false)
class StartLimitsConfiguration implements WebMvcConfigurer {

    private final StartLimits limits;

    StartLimitsConfiguration(StartLimits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(limits).addPathPatterns(StartLimits.PATHS);
    }
}
