package dev.riskflow;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that is not let in by its database, or does not find it: says so in two lines, instead of a stack trace. */
final class NoConnection extends AbstractFailureAnalyzer<SQLException> {

    /** Away, no user of its own, no such database, going or coming, full (PostgreSQL, appendix "Error Codes"). */
    private static final Pattern STATE = Pattern.compile("(08|28|3D|57P).*|53300");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String state = cause.getSQLState();
        if (state == null || !STATE.matcher(state).matches()) {
            return null;
        }
        Throwable why = cause.getCause(); // of a host that is not found, its name is only here
        return new FailureAnalysis(
                "No connection to the database: " + cause.getMessage() + (why == null ? "" : " (" + why + ")"),
                "Check spring.datasource.url, .username and .password, and that PostgreSQL runs there, has that database and"
                        + " lets that user in. Where spring.flyway has a URL or a user of its own, migrations connect with these",
                cause);
    }
}
