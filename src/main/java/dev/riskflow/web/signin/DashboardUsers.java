package dev.riskflow.web.signin;

import dev.riskflow.web.callers.Role;
import dev.riskflow.web.callers.SecuritySettings;
import java.util.List;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The configured users of the pages, as Spring Security knows them. No bean: the API must not find them. */
final class DashboardUsers {

    private DashboardUsers() {}

    static UserDetailsService of(SecuritySettings settings) {
        List<UserDetails> users = settings.users().entrySet().stream()
                .map(user -> userDetails(user.getKey(), user.getValue()))
                .toList();
        return new InMemoryUserDetailsManager(users);
    }

    private static UserDetails userDetails(String name, SecuritySettings.User user) {
        return User.withUsername(name)
                .password(user.password().reveal())
                .roles(Role.names(user.roles()))
                .build();
    }
}
