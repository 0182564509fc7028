package dev.riskflow.token;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other modules need to know of the settings. */
@Configuration(proxyBeanMethods = false)
class ProviderLimits {

    @Bean
    UserActivityLimit userActivityLimit(TokenSettings settings) {
        return new UserActivityLimit(settings.userActivityLimit());
    }
}
