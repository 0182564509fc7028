package dev.riskflow.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.sandbox.Rotation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A {@code kill -9} at each step of a rotation, and a second process that has nothing but the database to go by. No
 * refresh token is presented twice but by a probe that the ledger counts, one for each quarantine; and nothing is
 * reported lost that the provider would still serve.
 */
class KilledRotationIT {

    private static final Duration QUARANTINE = Duration.ofSeconds(4);

    /** Short, so that a dead holder is found soon; connections for all that stop with one in hand. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "riskflow.provider.connect-timeout", "1s",
            "riskflow.provider.token-read-timeout", "10s",
            "riskflow.token.lease", "12s",
            "riskflow.token.waiting-limit", "2s",
            "riskflow.token.in-doubt-quarantine", QUARANTINE.toSeconds() + "s",
            "spring.datasource.hikari.maximum-pool-size", "50",
            "db-scheduler.heartbeat-interval", "1s");

    @Test
    void atEachStep() {
        killedAtEachStep(Rotation.strict(), EnumSet.of(RotationCause.USE));
    }

    @Tag("soak")
    @Test
    void atEachStepOfEachKindOfRotation() {
        killedAtEachStep(Rotation.strict(), EnumSet.allOf(RotationCause.class));
    }

    /** Such a provider gives a lost answer again, so that nothing may be lost at all. */
    @Tag("soak")
    @Test
    void atEachStepWithAProviderThatIsLenientForAWhile() {
        killedAtEachStep(Rotation.grace(Duration.ofMinutes(10)), EnumSet.allOf(RotationCause.class));
    }

    private static void killedAtEachStep(Rotation conduct, Set<RotationCause> causes) {
        try (Site site = new Site(EmbeddedDatabase.shared().createDatabase(), IMPATIENT)) {
            site.provider().adjust(usual -> usual.withRotation(conduct));
            List<CrashCase> cases = CrashRun.of(site, causes);
            List<String> left = cases.stream()
                    .map(each -> site.tables().state(each.flowId()))
                    .toList();
            Riskflow restarted = site.begin().awaitReady().api();
            Report.line("%nkill -9, provider's rotation: %s%n%n%s"
                    .formatted(conduct.getClass().getSimpleName(), CrashResult.tableHead()));
            List<Set<Integer>> answers = Aftermath.of(cases, restarted);
            for (int i = 0; i < cases.size(); i++) {
                CrashResult result = CrashResult.of(cases.get(i), left.get(i), answers.get(i), site);
                Report.line(result.tableRow());
                assertNothingIsPresentedTwiceUncounted(result);
                assertNothingIsLostNeedlessly(result, conduct, restarted, site);
            }
        }
    }

    private static void assertNothingIsPresentedTwiceUncounted(CrashResult result) {
        assertThat(result.mostPresentations())
                .as("presentations of one token: %s", result)
                .isLessThanOrEqualTo(1 + result.probes());
        assertThat(result.probes()).as("one probe for each doubt: %s", result).isLessThanOrEqualTo(result.doubts());
        assertThat(result.requests().size())
                .as("requests that the ledger knows: %s", result)
                .isLessThanOrEqualTo(result.ledger().size());
        if (result.crash().cause() != RotationCause.PROBE) { // there the first rest was cut short, to get to the probe
            assertThat(result.rests()).allMatch(rest -> rest >= QUARANTINE.toSeconds());
        }
    }

    private static void assertNothingIsLostNeedlessly(
            CrashResult result, Rotation conduct, Riskflow restarted, Site site) {
        String flow = result.crash().flowId();
        assertThat(result.answers()).isSubsetOf(Set.of(200, 409, 503));
        boolean mayBeLost =
                conduct instanceof Rotation.Strict && result.crash().point().losesAnswer();
        assertThat(result.served()).as("%s", result).isEqualTo(!mayBeLost);
        if (result.served()) {
            site.tables().expire(flow);
            assertThat(Callers.refresh(restarted, flow).status())
                    .as("the stored token is the newest: %s", result)
                    .isEqualTo(200);
        } else {
            assertThat(site.tables().text(flow, "reason")).isEqualTo("LOST_IN_ROTATION");
            assertThat(site.storedTokens().wouldBeServed(flow))
                    .as("the provider refuses it as well: %s", result)
                    .isFalse();
        }
    }
}
