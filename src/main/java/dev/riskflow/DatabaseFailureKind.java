package dev.riskflow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What goes wrong at a database that no statement is to blame for, by SQLSTATE (PostgreSQL, appendix "Error Codes"). */
enum DatabaseFailureKind {
    /** 53100. */
    DISK_FULL(true),
    /** 25006: a standby, or one that was told to take no writes. */
    READ_ONLY(true),
    /** 08 and 57P: it went away, or is going or coming. */
    CONNECTION(false),
    /** 53: no memory, or too many connections. */
    RESOURCES(false),
    /** 58, F0, XX: its files, or itself. */
    OTHER(false);

    private final boolean refusesWrites;

    DatabaseFailureKind(boolean refusesWrites) {
        this.refusesWrites = refusesWrites;
    }

    /** Null for what is a statement's own fault. */
    static @Nullable DatabaseFailureKind of(@Nullable String state) {
        return switch (state) {
            case null -> null;
            case "53100" -> DISK_FULL;
            case "25006" -> READ_ONLY;
            case String s when s.startsWith("08") || s.startsWith("57P") -> CONNECTION;
            case String s when s.startsWith("53") -> RESOURCES;
            case String s when s.startsWith("58") || s.startsWith("F0") || s.startsWith("XX") -> OTHER;
            default -> null;
        };
    }

    /** It can be read, and says no to each write. */
    boolean refusesWrites() {
        return refusesWrites;
    }

    /** Whether the same may work once somebody, or the database itself, has seen to it. */
    boolean isPassing() {
        return this != OTHER;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
