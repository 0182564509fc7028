package dev.riskflow.demo;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Profile;

/**
 * {@code mvn spring-boot:test-run}: Riskflow with an embedded PostgreSQL and the sandbox provider. Tests have further
 * programs; Spring Boot's plugin starts the one that bears this annotation, which means nothing else here: it is no
 * configuration in any profile.
 */
@Profile("none")
@SpringBootApplication(proxyBeanMethods = false)
public final class DemoApplication {

    private DemoApplication() {}

    @SuppressWarnings("SystemOut") // for the person at the keyboard, not for a log
    public static void main(String[] args) {
        try {
            // After the start has returned nothing else is logged, so these lines are the last ones.
            System.out.println(new StartBanner(RunningDemo.start(args).port()).text());
        } catch (DemoPort.Busy busy) {
            System.err.println(busy.getMessage());
            System.exit(1);
        }
    }
}
