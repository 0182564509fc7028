package dev.riskflow.web.bearers;

import dev.riskflow.web.callers.SecurityProblems;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Lets callers in who bring an issuer's token (RFC 6750), beside those who bring a client's secret. */
public final class Bearers {

    private final JwtDecoder tokens;
    private final TokenCallers callers;
    private final SecurityProblems problems;

    Bearers(JwtDecoder tokens, TokenCallers callers, SecurityProblems problems) {
        this.tokens = tokens;
        this.callers = callers;
        this.problems = problems;
    }

    public void letIn(HttpSecurity http) {
        http.oauth2ResourceServer(server -> server.jwt(
                        jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(callers))
                .authenticationEntryPoint(problems)
                .accessDeniedHandler(problems)
                .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                    @Override
                    public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                        // By default an issuer that is away would be an error of ours.
                        filter.setAuthenticationFailureHandler(problems::commence);
                        return filter;
                    }
                }));
    }
}
