package dev.riskflow.web.pages;

import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What pages need around them, and calls of the API don't. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {

    private final PageLanguage language;

    PagesConfiguration(PageLanguage language) {
        this.language = language;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(language).addPathPatterns("/login", "/dashboard", "/dashboard/**");
    }

    @Bean
    ServletContextInitializer safeSessionCookie(OverTls tls) {
        return context -> {
            if (tls.isUsed()) {
                context.getSessionCookieConfig().setSecure(true);
            }
        };
    }
}
