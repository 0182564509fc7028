package dev.riskflow.web;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
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

    /** TLS ends in front of us, so that no request tells whether the browser's connection is safe. */
    @Bean
    ServletContextInitializer safeSessionCookie(@Value("${riskflow.public-url}") URI publicUrl) {
        boolean https = "https".equalsIgnoreCase(publicUrl.getScheme());
        return context -> {
            if (https) {
                context.getSessionCookieConfig().setSecure(true);
            }
        };
    }
}
