package dev.riskflow.flow;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as flows belong to somebody: an API client, or an end user who came with a token of their own. All end
 * users count as one client, since there may be any number of them, and each sees what is theirs.
 *
 * @param name as they signed in; no two callers have the same
 * @param endUser the end user's own identifier (the token's {@code sub}, RFC 7519, section 4.1.2); null for a client
 */
public record Requester(String name, @Nullable String endUser) {

    /** Of a caller who is an end user. No client has it. */
    public static final String END_USER_ROLE = "END_USER";

    /** No client of HTTP Basic is called so: a name there has no colon (RFC 7617, section 2). */
    private static final String END_USERS = "end-user:";

    /** What an end user is called among all callers. */
    public static String nameOfEndUser(String subject) {
        return END_USERS + subject;
    }

    public static Requester of(HttpServletRequest request) {
        Principal principal = Objects.requireNonNull(request.getUserPrincipal(), "Only callers who are known ask");
        String name = principal.getName();
        return new Requester(name, request.isUserInRole(END_USER_ROLE) ? name.substring(END_USERS.length()) : null);
    }

    /** Whether the caller sees and does what is the back office's: with flows, all of them. */
    public static boolean isBackOffice(HttpServletRequest request) {
        return request.isUserInRole("BACK_OFFICE");
    }

    /** As whose the flow is stored. */
    public String client() {
        return endUser == null ? name : END_USERS;
    }

    /**
     * Whether a flow is theirs.
     *
     * @param client who started it
     * @param userId whom it is about, if that is known
     */
    public boolean owns(String client, @Nullable String userId) {
        return client().equals(client) && (endUser == null || endUser.equals(userId));
    }

    /** An end user is a person. */
    @Override
    public String toString() {
        return "Requester[" + client() + "]";
    }
}
