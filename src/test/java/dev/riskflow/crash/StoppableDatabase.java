package dev.riskflow.crash;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Stops before, within and after the two statements that a rotation commits: its claim, and what came of it. */
final class StoppableDatabase extends DelegatingDataSource {

    /** What only this statement contains. */
    private static final String CLAIM = "SET state = 'ROTATING'";

    private static final String STORE = "generation = generation + 1";

    private final Breakpoints breakpoints;

    StoppableDatabase(DataSource database, Breakpoints breakpoints) {
        super(database);
        this.breakpoints = breakpoints;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement && arguments[0] instanceof String sql) {
                return watched(connection, statement, sql);
            }
            return result;
        });
    }

    private PreparedStatement watched(Connection connection, PreparedStatement statement, String sql) {
        boolean claim = sql.contains(CLAIM);
        if (!claim && !sql.contains(STORE)) {
            return statement;
        }
        List<String> texts = new ArrayList<>();
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1 && arguments[1] instanceof String text) {
                texts.add(text);
            }
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            if (claim) {
                stop(texts, Breakpoint.BEFORE_CLAIM);
            }
            Breakpoint within = claim ? Breakpoint.CLAIM_UNCOMMITTED : Breakpoint.STORE_UNCOMMITTED;
            if (isSet(texts, within)) {
                connection.setAutoCommit(false);
            }
            Object result = call(statement, method, arguments);
            stop(texts, within);
            stop(texts, claim ? Breakpoint.CLAIMED : Breakpoint.STORED);
            return result;
        });
    }

    private boolean isSet(List<String> flowIds, Breakpoint here) {
        return flowIds.stream().anyMatch(id -> breakpoints.isSet(id, here));
    }

    private void stop(List<String> flowIds, Breakpoint here) {
        flowIds.stream().filter(id -> breakpoints.isSet(id, here)).forEach(breakpoints::stopHere);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(StoppableDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
