package dev.riskflow.environment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Sends the jobs to sleep that come every few seconds, of all flows: what a test plants must not be swept away while it
 * looks. A test of theirs wakes them, by {@link Rows#hurry}.
 */
final class CalmJobs implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        test.getApplicationContext().getBean(JdbcClient.class).sql("""
                        UPDATE scheduled_tasks SET execution_time = now() + interval '1 day'
                         WHERE task_instance = 'recurring' AND NOT picked
                        """).update();
    }
}
