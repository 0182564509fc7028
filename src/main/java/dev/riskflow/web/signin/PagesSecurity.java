package dev.riskflow.web.signin;

import static dev.riskflow.web.callers.Role.ADMIN;
import static dev.riskflow.web.callers.Role.BACK_OFFICE;

import dev.riskflow.web.callers.SecuritySettings;
import dev.riskflow.web.limits.FailedSignIns;
import dev.riskflow.web.limits.ThrottledSignIn;
import dev.riskflow.web.pages.PagePaths;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who may see the pages: users who signed in by the form, and hold a session. API clients have no place here, and a
 * session none at the API: the two chains know different callers.
 */
@Configuration(proxyBeanMethods = false)
class PagesSecurity {

    /** Before the chain of the API, which takes every path. */
    @Bean
    @Order(1)
    SecurityFilterChain pages(HttpSecurity http, SecuritySettings settings, FailedSignIns failures) {
        return http.securityMatcher(PagePaths.patterns())
                .authenticationManager(users(settings, failures))
                .authorizeHttpRequests(requests -> requests
                        // Only we forward, to a page that says why something was refused.
                        .dispatcherTypeMatchers(DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/", "/login")
                        .permitAll()
                        .requestMatchers("/dashboard/access-log")
                        .hasRole(ADMIN.name())
                        .anyRequest()
                        .hasRole(BACK_OFFICE.name()))
                .requestCache(AbstractHttpConfigurer::disable)
                // AnswerHeaders has said them.
                .headers(AbstractHttpConfigurer::disable)
                .formLogin(form -> form.loginPage("/login")
                        .successHandler(new WantedPage())
                        .failureHandler(new NotSignedIn()))
                .logout(logout -> logout.logoutSuccessUrl("/login?signed-out"))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(new SignInFirst()).accessDeniedHandler(new RefusedPage()))
                .build();
    }

    /** Of its own, so that neither kind of caller is ever looked for among the other. */
    private static AuthenticationManager users(SecuritySettings settings, FailedSignIns failures) {
        return new ProviderManager(new ThrottledSignIn(
                new DaoAuthenticationProvider(DashboardUsers.of(settings)), failures, "user", attempt -> false));
    }
}
