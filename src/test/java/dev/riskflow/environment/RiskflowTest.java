package dev.riskflow.environment;

import dev.riskflow.RiskflowApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;

/**
 * A test of the whole service on a real port, with a PostgreSQL database of its own and a sandbox provider. All such
 * tests share one service; what they share they find as constructor parameters: {@link Riskflow} speaks to the service,
 * {@link dev.riskflow.sandbox.SandboxProvider} is its provider, {@link Rows} looks into the database. Nothing is wrong at
 * the provider when a test begins, and no job sweeps unless the test wakes it ({@link CalmJobs}).
 */
@SpringBootTest(
        classes = RiskflowApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "db-scheduler.polling-interval=50ms",
            "riskflow.token.waiting-limit=5s",
            "riskflow.events.heartbeat=200ms"
        })
@ContextConfiguration(initializers = RiskflowEnvironment.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestExecutionListeners(
        listeners = {CalmProvider.class, CalmJobs.class},
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RiskflowTest {}
