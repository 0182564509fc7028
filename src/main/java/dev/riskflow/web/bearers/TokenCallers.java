package dev.riskflow.web.bearers;

import dev.riskflow.flow.Requester;
import dev.riskflow.web.callers.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * Who a token is, and what it lets its bearer do. A service's scopes are its roles. Whatever can't be told for a service is
 * an end user, and may do no more than start and read flows of their own, whatever the scopes: many issuers let a user
 * consent to any.
 */
final class TokenCallers implements Converter<Jwt, AbstractAuthenticationToken> {

    private static final Map<String, Role> ROLES =
            Map.of("risk-flows", Role.FRONTEND, "risk-reports", Role.BACK_OFFICE, "risk-admin", Role.ADMIN);

    /** A name that no client of HTTP Basic has. */
    private static final String SERVICE = "service:";

    /** As much as a user_id may be. */
    private static final int LONGEST = 256;

    private final JwtGrantedAuthoritiesConverter scopes = new JwtGrantedAuthoritiesConverter();
    private final Set<String> services;

    TokenCallers(Set<String> services) {
        this.services = services;
        scopes.setAuthorityPrefix("");
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        String subject = subject(token);
        Set<Role> roles = roles(token);
        if (isService(token, subject)) {
            return caller(token, SERVICE + subject, List.of(Role.names(roles)));
        }
        return caller(
                token,
                Requester.nameOfEndUser(subject),
                roles.contains(Role.FRONTEND) ? List.of(Role.FRONTEND.name(), Requester.END_USER_ROLE) : List.of());
    }

    /** A client that acts for itself is its own subject (RFC 9068, section 2.2). */
    private boolean isService(Jwt token, String subject) {
        return subject.equals(token.getClaimAsString("client_id")) || services.contains(subject);
    }

    private Set<Role> roles(Jwt token) {
        @Nullable Collection<GrantedAuthority> granted = scopes.convert(token);
        return granted == null
                ? Set.of()
                : granted.stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(ROLES::containsKey)
                        .map(ROLES::get)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static String subject(Jwt token) {
        String subject = token.getSubject();
        if (subject == null
                || subject.isBlank()
                || subject.length() > LONGEST
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidBearerTokenException("The token does not say whom it is about");
        }
        return subject;
    }

    private static JwtAuthenticationToken caller(Jwt token, String name, List<String> roles) {
        String[] authorities = roles.stream().map(role -> "ROLE_" + role).toArray(String[]::new);
        return new JwtAuthenticationToken(token, AuthorityUtils.createAuthorityList(authorities), name);
    }
}
