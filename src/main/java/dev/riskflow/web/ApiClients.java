package dev.riskflow.web;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The configured API clients, as Spring Security knows them. */
@Configuration(proxyBeanMethods = false)
class ApiClients {

    @Bean
    AuthenticationProvider apiClientAuthentication(
            SecuritySettings settings, FailedSignIns failures, RememberingPasswordEncoder encoder) {
        UserDetailsService clients = clients(settings);
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(clients);
        provider.setPasswordEncoder(encoder);
        return new ThrottledSignIn(provider, failures, "client", attempt -> wasRight(attempt, settings, encoder));
    }

    @Bean
    RememberingPasswordEncoder passwordEncoder(Clock clock) {
        return new RememberingPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder(), clock);
    }

    private static boolean wasRight(
            Authentication attempt, SecuritySettings settings, RememberingPasswordEncoder encoder) {
        SecuritySettings.Client client = settings.clients().get(attempt.getName());
        return client != null
                && attempt.getCredentials() instanceof String secret
                && encoder.wasRight(secret, client.secret().reveal());
    }

    private static UserDetailsService clients(SecuritySettings settings) {
        List<UserDetails> clients = settings.clients().entrySet().stream()
                .map(client -> userDetails(client.getKey(), client.getValue()))
                .toList();
        return new InMemoryUserDetailsManager(clients);
    }

    private static UserDetails userDetails(String name, SecuritySettings.Client client) {
        return User.withUsername(name)
                .password(client.secret().reveal())
                .roles(Role.names(client.roles()))
                .build();
    }
}
