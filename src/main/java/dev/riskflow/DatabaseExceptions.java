package dev.riskflow;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * A database that is away, full or read-only is one kind of exception, whether JDBC or Hibernate met it: callers are told
 * to come again. Hibernate by itself knows a lost connection, and has no name for the others. Boot gives this to both.
 */
@Component
class DatabaseExceptions implements SQLExceptionTranslator {

    private final SQLExceptionTranslator usual = new SQLExceptionSubclassTranslator();

    @Override
    public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException failure) {
        DatabaseFailureKind kind = DatabaseFailureKind.of(failure.getSQLState());
        return kind != null && kind.isPassing()
                ? new DataAccessResourceFailureException(task + ": " + kind.text(), failure)
                : usual.translate(task, sql, failure);
    }
}
