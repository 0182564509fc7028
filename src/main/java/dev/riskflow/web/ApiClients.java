package dev.riskflow.web;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The configured API clients, as Spring Security knows them. */
@Configuration(proxyBeanMethods = false)
class ApiClients {

    @Bean
    UserDetailsService userDetailsService(SecuritySettings settings) {
        List<UserDetails> clients = settings.clients().entrySet().stream()
                .map(client -> userDetails(client.getKey(), client.getValue()))
                .toList();
        return new InMemoryUserDetailsManager(clients);
    }

    @Bean
    PasswordEncoder passwordEncoder(Clock clock) {
        return new RememberingPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder(), clock);
    }

    private static UserDetails userDetails(String name, SecuritySettings.Client client) {
        return User.withUsername(name)
                .password(client.secret().reveal())
                .roles(Role.names(client.roles()))
                .build();
    }
}
