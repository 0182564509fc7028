package dev.riskflow.crash;

import dev.riskflow.RiskflowApplication;
import dev.riskflow.provider.RiskReportProvider;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service as it is, between a provider and a database that stop it at {@link Breakpoints}. */
final class StoppableService {

    /** Where the breakpoints are set. */
    static final String DIRECTORY = "RISKFLOW_TEST_BREAKPOINTS";

    private StoppableService() {}

    public static void main(String[] args) {
        Breakpoints breakpoints = new Breakpoints(Path.of(System.getenv(DIRECTORY)));
        new SpringApplicationBuilder(RiskflowApplication.class)
                .initializers(context -> context.getBeanFactory().addBeanPostProcessor(new Stops(breakpoints)))
                .run(args);
    }

    private record Stops(Breakpoints breakpoints) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return switch (bean) {
                case DataSource database -> new StoppableDatabase(database, breakpoints);
                case RiskReportProvider provider -> StoppableProvider.around(provider, breakpoints);
                default -> bean;
            };
        }
    }
}
