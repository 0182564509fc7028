package dev.riskflow.environment;

import dev.riskflow.sandbox.Conduct;
import dev.riskflow.sandbox.SandboxProvider;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Ends the trouble that the test before has made. */
final class CalmProvider implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        SandboxProvider provider = test.getApplicationContext().getBean(SandboxProvider.class);
        provider.trouble().clear();
        provider.adjust(conduct -> Conduct.usual());
    }
}
