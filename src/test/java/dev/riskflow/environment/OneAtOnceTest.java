package dev.riskflow.environment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * A {@link RiskflowTest} whose service works at one request at once, and has one call to the provider under way. What is
 * waited for is waited for long; probes have a port of their own. All such tests share another service than the others.
 */
@RiskflowTest
@TestPropertySource(
        properties = {
            "server.tomcat.threads.max=1",
            "management.server.port=0",
            "riskflow.provider.max-concurrent=1",
            "riskflow.provider.read-timeout=50s",
            "riskflow.token.waiting-limit=30s"
        })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OneAtOnceTest {}
