package dev.riskflow.benchmark.floor;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** HTTP Basic with one client, whose secret is compared as it is: the cheapest check there is. */
@Profile(FloorApplication.PROFILE)
@Configuration(proxyBeanMethods = false)
class FloorSecurity {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/callback")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> {})
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Named, so that no stronger one takes its place: the default would replace the secret by its bcrypt, at 70 ms a call. */
    @Bean
    PasswordEncoder encoder() {
        return new PasswordEncoder() {
            @Override
            public String encode(@Nullable CharSequence password) {
                return String.valueOf(password);
            }

            @Override
            public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
                return password != null && password.toString().equals(encoded);
            }
        };
    }

    @Bean
    UserDetailsService users(Environment settings) {
        return new InMemoryUserDetailsManager(User.withUsername(settings.getRequiredProperty("floor.client"))
                .password(settings.getRequiredProperty("floor.secret"))
                .roles("CLIENT")
                .build());
    }
}
