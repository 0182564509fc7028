package dev.riskflow.flow.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.flow.Binding;
import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.secrets.Secret;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** A step taken by a single statement leaves behind what the flow itself would; and is not taken from anywhere else. */
@RiskflowTest
@Transactional // never committed: no sweep sees these flows
class StraightPathTest {

    private static final URI CALLBACK = URI.create("https://flows.example.com/callback");

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Duration LINK = Duration.ofHours(1);

    private final StraightPath path;
    private final NewFlows newFlows;
    private final FlowRepository flows;
    private final FlowSettings settings;
    private final EntityManager entities;
    private final JdbcClient jdbc;

    StraightPathTest(
            StraightPath path,
            NewFlows newFlows,
            FlowRepository flows,
            FlowSettings settings,
            EntityManager entities,
            JdbcClient jdbc) {
        this.path = path;
        this.newFlows = newFlows;
        this.flows = flows;
        this.settings = settings;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    @ParameterizedTest
    @EnumSource
    void aFlowBegins(FlowType type) {
        Flow one = flow(type, Binding.BROWSER);
        Flow other = flow(type, Binding.BROWSER);

        newFlows.add(one);
        entities.persist(other);
        forgetEntities();

        assertThat(stored(one)).isEqualTo(stored(other));
        assertThat(flows.findWithTransitionsByFlowId(one.id().value()))
                .hasValueSatisfying(read -> assertThat(read)
                        .usingRecursiveComparison()
                        .ignoringFields("version", "transitions")
                        .isEqualTo(one));
    }

    @ParameterizedTest
    @EnumSource
    void itsUserComesBack(FlowType type) {
        assertSame(
                type,
                started -> {},
                flow -> path.returned(flow.id(), state(flow.id()), NOW.plusSeconds(60)),
                flow -> flow.codeAccepted(NOW.plusSeconds(60), settings.deadline(type)));
    }

    @ParameterizedTest
    @EnumSource
    void itsCodeIsExchanged(FlowType type) {
        assertSame(
                type,
                started -> started.codeAccepted(NOW.plusSeconds(60), Duration.ofMinutes(65)),
                flow -> path.tokensStored(flow.id(), NOW.plusSeconds(61)),
                flow -> flow.tokensStored(NOW.plusSeconds(61), settings.consentLifetime(), settings.deadline(type)));
    }

    @ParameterizedTest
    @EnumSource
    void itsReportIsStored(FlowType type) {
        assertSame(
                type,
                started -> {
                    started.codeAccepted(NOW.plusSeconds(60), Duration.ofMinutes(65));
                    started.tokensStored(NOW.plusSeconds(61), settings.consentLifetime(), settings.deadline(type));
                },
                flow -> path.reportStored(flow.id(), NOW.plusSeconds(62)),
                flow -> flow.reportStored(NOW.plusSeconds(62)));
    }

    /** The picture of a flow's life, as far as this path goes: each step begins in one place. */
    @ParameterizedTest
    @EnumSource(names = {"AUTHORIZED", "FETCHING", "COMPLETED"})
    void noStepIsTakenFromElsewhere(FlowStatus status) {
        for (FlowStatus from : FlowStatus.values()) {
            Flow flow = flow(FlowType.ONE_TIME, Binding.NONE);
            newFlows.add(flow);
            put(flow, from);
            List<String> before = rows(flow);

            Optional<Standing> moved = step(status, flow);

            assertThat(moved.isPresent())
                    .as("from %s to %s", from, status)
                    .isEqualTo(
                            switch (status) {
                                case AUTHORIZED -> from == FlowStatus.AWAITING_USER;
                                case FETCHING -> from == FlowStatus.AUTHORIZED;
                                case COMPLETED -> from == FlowStatus.FETCHING;
                                default -> throw new IllegalArgumentException(status.name());
                            });
            if (moved.isEmpty()) {
                assertThat(rows(flow)).isEqualTo(before);
            }
        }
    }

    @Test
    void aCodeWithAnotherStateOrForAnotherBindingIsNotTaken() {
        Flow flow = flow(FlowType.ONE_TIME, Binding.NONE);
        newFlows.add(flow);
        List<String> before = rows(flow);

        assertThat(path.returned(flow.id(), Secret.of("another"), NOW)).isEmpty();
        assertThat(rows(flow)).isEqualTo(before);
        for (Binding binding : List.of(Binding.CONFIRM, Binding.BROWSER)) {
            Flow bound = flow(FlowType.ONE_TIME, binding);
            newFlows.add(bound);
            assertThat(path.returned(bound.id(), state(bound.id()), NOW))
                    .as(binding.name())
                    .isEmpty();
        }
    }

    /** The one that it takes over from is to know of it with the same commit. */
    @Test
    void aRenewalIsCompletedOnTheLongWay() {
        Flow old = flow(FlowType.ONGOING, Binding.NONE);
        newFlows.add(old);
        Flow renewal = flow(FlowType.ONGOING, Binding.NONE, old.id());
        newFlows.add(renewal);
        put(renewal, FlowStatus.FETCHING);

        assertThat(path.reportStored(renewal.id(), NOW)).isEmpty();
    }

    private Optional<Standing> step(FlowStatus to, Flow flow) {
        return switch (to) {
            case AUTHORIZED -> path.returned(flow.id(), state(flow.id()), NOW);
            case FETCHING -> path.tokensStored(flow.id(), NOW);
            case COMPLETED -> path.reportStored(flow.id(), NOW);
            default -> throw new IllegalArgumentException(to.name());
        };
    }

    /** Two flows that came equally far go on, one by the statement and one by itself. */
    private void assertSame(FlowType type, Consumer<Flow> until, Consumer<Flow> byStatement, Consumer<Flow> byItself) {
        List<Flow> both =
                Stream.generate(() -> flow(type, Binding.NONE)).limit(2).toList();
        both.forEach(newFlows::add);
        both.forEach(flow -> underLock(flow, until));

        byStatement.accept(both.getFirst());
        underLock(both.getLast(), byItself);

        assertThat(stored(both.getFirst())).isEqualTo(stored(both.getLast()));
        Flow read = flows.findById(both.getFirst().id().value()).orElseThrow();
        assertThat(path.standing(read.id(), NOW)).contains(Standing.of(read, NOW));
    }

    private void underLock(Flow flow, Consumer<Flow> change) {
        change.accept(flows.lock(flow.id().value()).orElseThrow());
        forgetEntities();
    }

    /** What is read after it comes from the database. */
    private void forgetEntities() {
        entities.flush();
        entities.clear();
    }

    /** Whatever way leads there. */
    private void put(Flow flow, FlowStatus status) {
        jdbc.sql("UPDATE flow SET status = :status, reason = :reason WHERE flow_id = :flow")
                .param("flow", flow.id().value())
                .param("status", status.name())
                .param("reason", status == FlowStatus.FAILED ? "CODE_REFUSED" : null)
                .update();
    }

    /** Its rows, but for what tells the two flows apart. */
    private List<String> stored(Flow flow) {
        return rows(flow).stream()
                .map(row -> row.replace(flow.id().value(), "the flow")
                        .replaceAll("\"(state_hash|changed_at)\": \"[^\"]*\"", "\"$1\": 0"))
                .toList();
    }

    private List<String> rows(Flow flow) {
        return jdbc.sql("""
                        SELECT to_jsonb(t)::text AS row FROM flow t WHERE flow_id = :flow
                        UNION ALL SELECT to_jsonb(t)::text FROM flow_transition t WHERE flow_id = :flow
                        """)
                .param("flow", flow.id().value())
                .query((row, n) -> row.getString("row"))
                .list();
    }

    private static Secret state(FlowId flow) {
        return Secret.of("state of " + flow);
    }

    private static Flow flow(FlowType type, Binding binding) {
        return flow(type, binding, null);
    }

    private static Flow flow(FlowType type, Binding binding, @Nullable FlowId renews) {
        FlowId id = new FlowId(UUID.randomUUID().toString());
        byte[] browserHash = binding == Binding.BROWSER ? new byte[] {1, 2, 3} : null;
        return new Flow(
                new StartedFlow(
                        id,
                        type,
                        "demo-shop",
                        type == FlowType.ONGOING ? "user" : null,
                        state(id).fingerprint(),
                        binding,
                        CALLBACK,
                        "https://shop.example.com/back",
                        "de",
                        new SealedLink("location", browserHash, "browser key", "parameters", "key"),
                        renews),
                NOW,
                LINK);
    }
}
