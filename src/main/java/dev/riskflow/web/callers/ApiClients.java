package dev.riskflow.web.callers;

import dev.riskflow.web.limits.FailedSignIns;
import dev.riskflow.web.limits.ThrottledSignIn;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.provisioning.UserDetailsManager;

/** The configured API clients, as Spring Security knows them. */
@Configuration(proxyBeanMethods = false)
class ApiClients {

    @Bean
    AuthenticationProvider apiClientAuthentication(
            SecuritySettings settings, FailedSignIns failures, RememberingPasswordEncoder encoder) {
        UserDetailsManager clients = clients(settings);
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(clients);
        provider.setPasswordEncoder(encoder);
        return new ThrottledSignIn(provider, failures, "client", attempt -> wasRight(attempt, clients, encoder));
    }

    @Bean
    RememberingPasswordEncoder passwordEncoder(Clock clock) {
        return new RememberingPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder(), clock);
    }

    private static boolean wasRight(
            Authentication attempt, UserDetailsManager clients, RememberingPasswordEncoder encoder) {
        String name = attempt.getName();
        return clients.userExists(name)
                && attempt.getCredentials() instanceof String secret
                && encoder.wasRight(secret, clients.loadUserByUsername(name).getPassword());
    }

    private static UserDetailsManager clients(SecuritySettings settings) {
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
