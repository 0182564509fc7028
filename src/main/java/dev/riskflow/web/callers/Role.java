package dev.riskflow.web.callers;

import java.util.EnumSet;
import java.util.Set;

/** What a caller may do. */
public enum Role {
    /** Starts flows, and reads those that it started. */
    FRONTEND,
    /** Reads all flows and reports. */
    BACK_OFFICE,
    /** Reads metrics and the details of health, and nothing of any person. */
    MONITOR,
    /** Is {@link #BACK_OFFICE}, and administers, and monitors; is not {@link #FRONTEND}. */
    ADMIN;

    /** All that whoever has these roles may do, as Spring Security names it. */
    public static String[] names(Set<Role> roles) {
        return roles.stream()
                .flatMap(role -> role.withImplied().stream())
                .distinct()
                .map(Role::name)
                .toArray(String[]::new);
    }

    private Set<Role> withImplied() {
        return this == ADMIN ? EnumSet.of(ADMIN, BACK_OFFICE, MONITOR) : EnumSet.of(this);
    }
}
