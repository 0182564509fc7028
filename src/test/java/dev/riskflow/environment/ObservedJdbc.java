package dev.riskflow.environment;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Runs statements as they are, on one connection, and keeps how PostgreSQL executed each: its {@code auto_explain}
 * sends the plan, with buffers and rows, as a notice. A plan of a read inside a transaction would come too late.
 */
public final class ObservedJdbc extends JdbcTemplate implements AutoCloseable {

    /** Whether the planner may look at the parameters. It stops doing so once a statement was executed often. */
    public enum Planning {
        CUSTOM("force_custom_plan"),
        GENERIC("force_generic_plan");

        private final String mode;

        Planning(String mode) {
            this.mode = mode;
        }
    }

    private final SingleConnectionDataSource connection;
    private final List<ExecutedPlan> plans = new ArrayList<>();

    private ObservedJdbc(SingleConnectionDataSource connection) {
        super(connection);
        this.connection = connection;
    }

    public static ObservedJdbc on(LoadedDatabase database, Planning planning) {
        // Prepared on the server from the first execution on: before that, every plan is a custom one.
        ObservedJdbc jdbc =
                new ObservedJdbc(new SingleConnectionDataSource(database.url() + "&prepareThreshold=1", true));
        jdbc.execute("LOAD 'auto_explain'");
        for (String setting : List.of(
                "plan_cache_mode = " + planning.mode,
                "log_min_messages = fatal",
                "auto_explain.log_analyze = on",
                "auto_explain.log_buffers = on",
                "auto_explain.log_timing = off",
                "auto_explain.log_format = json",
                "auto_explain.log_min_duration = 0",
                "client_min_messages = log")) {
            jdbc.execute("SET " + setting);
        }
        return jdbc;
    }

    /** The plans of the statements that the work executed. */
    public List<ExecutedPlan> plansOf(Runnable work) {
        plans.clear();
        work.run();
        return List.copyOf(plans);
    }

    @Override
    protected void handleWarnings(Statement statement) throws SQLException {
        for (SQLWarning notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
            String text = String.valueOf(notice.getMessage());
            if (text.contains("plan:")) {
                plans.add(ExecutedPlan.read(text.substring(text.indexOf('{'))));
            }
        }
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
