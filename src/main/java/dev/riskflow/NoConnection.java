package dev.riskflow;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that is not let in by its database or at its tables, or does not find it: says so instead of a stack trace. */
final class NoConnection extends AbstractFailureAnalyzer<SQLException> {

    /** Away, no user of its own, no such database, going or coming, full, no right (PostgreSQL, appendix "Error Codes"). */
    private static final Pattern STATE = Pattern.compile("(08|28|3D|57P).*|53300|42501");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String state = cause.getSQLState();
        if (state == null || !STATE.matcher(state).matches()) {
            return null;
        }
        Throwable why = cause.getCause(); // of a host that is not found, its name is only here
        return new FailureAnalysis(
                "The database can't be used: " + cause.getMessage() + (why == null ? "" : " (" + why + ")"),
                "Check spring.datasource.url, .username and .password, and that PostgreSQL runs there, has that database and"
                        + " lets that user in. Migrations need its owner; where spring.flyway has a URL or a user of its own, they"
                        + " connect with these, and the rows of their tables are granted to the other one",
                cause);
    }
}
