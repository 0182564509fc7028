package dev.riskflow;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every module shares. */
@Configuration(proxyBeanMethods = false)
class RiskflowConfiguration {

    @Bean
    Clock clock(DatabaseClock time) {
        return time.withZone(ZoneOffset.UTC);
    }

    /** The scheduler's own would be the machine's. */
    @Bean
    com.github.kagkarlsson.scheduler.Clock schedulerClock(DatabaseClock time) {
        return time::instant;
    }

    /** For who has to know that this machine was suspended, which the database does not tell at once. */
    @Bean(defaultCandidate = false)
    Clock machineClock() {
        return Clock.systemUTC();
    }

    @Bean
    MeterBinder clockSkew(DatabaseClock time) {
        return time::showSkew;
    }

    /** Before anything else is given the pool. */
    @Bean
    static BeanPostProcessor sharedConnections(ObjectProvider<DatabaseFailures> failures) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setExceptionOverride(failures.getObject());
                }
                return bean;
            }

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool
                        ? new SharedConnections(pool, failures.getObject()::count)
                        : bean;
            }
        };
    }

    /** None, where somebody else has put something around the pool before us: it is shared by nobody then. */
    @Bean
    MeterBinder awaitedConnections(DataSource shared) throws SQLException {
        return shared.isWrapperFor(SharedConnections.class)
                ? shared.unwrap(SharedConnections.class)::countAwaited
                : registry -> {};
    }

    /** As many as the container would have threads, if it had any. */
    @Bean
    RequestTurns requestTurns(TomcatServerProperties tomcat) {
        return new RequestTurns(
                oneOrMore("server.tomcat.threads.max", tomcat.getThreads().getMax()));
    }

    @Bean
    MeterBinder waitingRequests(RequestTurns turns) {
        return turns::countWaiting;
    }

    @Bean
    DbSchedulerCustomizer dbSchedulerCustomizer(RequestTurns requests, @Value("${db-scheduler.threads}") int threads) {
        oneOrMore("db-scheduler.threads", threads);
        return new DbSchedulerCustomizer() {
            // Several instances may share a host's name; a dead one must not be taken for a living one.
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(
                        new SchedulerName.Fixed(new SchedulerName.Hostname().getName() + "-" + UUID.randomUUID()));
            }

            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer());
            }

            @Override
            public Optional<ExecutorService> executorService() {
                return Optional.of(BackgroundWork.threads(requests));
            }
        };
    }

    /** With none the service would start, take callbacks, and never do anything about them. */
    private static int oneOrMore(String setting, int value) {
        if (value < 1) {
            throw new UnusableSetting(setting + " must be one or more");
        }
        return value;
    }
}
