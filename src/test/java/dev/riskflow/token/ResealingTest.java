package dev.riskflow.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.UnusableSetting;
import dev.riskflow.environment.LoadedDatabase;
import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Sealers;
import dev.riskflow.secrets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A key is changed while tokens rotate: none is lost, and the old key is needed until the last row has left it. */
@ExtendWith(OutputCaptureExtension.class)
class ResealingTest {

    private static final int ROUNDS = 3;

    /** First every instance knows both keys, then one after the other seals with the new one. */
    private static final Sealer STILL_OLD = Sealers.ring("old", "new");

    private static final Sealer MOVING = Sealers.ring("new", "old");
    private static final Sealer MOVED = Sealers.ring("new");

    private final LoadedDatabase database = LoadedDatabase.empty();
    private final StrictIssuer provider = new StrictIssuer();

    @AfterEach
    void close() {
        database.close();
    }

    private TokenInstance instance(Sealer sealer) {
        return new TokenInstance(database, provider, sealer, 600);
    }

    @Test
    void noneOfFiveHundredIsLostWhileTheyRotate() throws Exception {
        move(500);
    }

    @Test
    @Tag("soak")
    void noneOfTenThousandIsLostWhileTheyRotate() throws Exception {
        System.out.println("Re-sealing 10,000 grants: " + move(10_000));
    }

    /** What was done meanwhile. */
    private String move(int grants) throws Exception {
        List<FlowId> flows = IdleGrants.plant(database, grants, STILL_OLD);
        int runs = 0;
        try (TokenInstance old = instance(STILL_OLD);
                TokenInstance moving = instance(MOVING)) {
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> rotating = new ArrayList<>();
                for (int part = 0; part < 4; part++) {
                    List<FlowId> mine = part(flows, part);
                    TokenInstance instance = part % 2 == 0 ? old : moving;
                    rotating.add(threads.submit(() -> rotateAll(mine, instance)));
                }
                do {
                    moving.keyChange.reseal();
                    runs++;
                } while (!rotating.stream().allMatch(Future::isDone));
                for (Future<?> part : rotating) {
                    part.get();
                }
            }
            moving.keyChange.reseal();
            assertThat(moving.keysInUse()).containsExactly("new");
        }
        assertThat(provider.presentedAgain()).isZero();
        assertThat(provider.requests()).isEqualTo(grants * 4 / 5 * ROUNDS);
        assertThat(flows).allSatisfy(this::opensToTheTokenThatWasStoredLast);
        return provider.requests() + " rotations, " + runs + " runs";
    }

    /** A fifth is left to nobody, and only sealed anew. */
    private static List<FlowId> part(List<FlowId> flows, int part) {
        return IntStream.range(0, flows.size())
                .filter(n -> n % 5 == part)
                .mapToObj(flows::get)
                .toList();
    }

    /** In the order of re-sealing, so that both meet. */
    private static void rotateAll(List<FlowId> flows, TokenInstance instance) {
        for (int generation = 1; generation <= ROUNDS; generation++) {
            for (FlowId flow : flows) {
                assertThat(instance.rotate(flow, generation)).isTrue();
            }
        }
    }

    private void opensToTheTokenThatWasStoredLast(FlowId flow) {
        int rotations = provider.rotations(flow);
        assertThat(opened(flow, "refresh_token")).isEqualTo(StrictIssuer.refreshToken(flow, rotations));
        assertThat(opened(flow, "access_token"))
                .isEqualTo(
                        rotations == 0
                                ? StrictIssuer.refreshToken(flow, 0)
                                : Secret.of("access " + flow + " " + rotations));
        assertThat(column(flow, "sealed_with")).isEqualTo("new");
    }

    /** With a ring that lacks the old key. */
    private Secret opened(FlowId flow, String column) {
        return MOVED.open(
                column(flow, column),
                column.equals("access_token") ? Columns.ACCESS_TOKEN : Columns.REFRESH_TOKEN,
                flow.value());
    }

    private String column(FlowId flow, String column) {
        return database.jdbc()
                .sql("SELECT " + column + " FROM token_grant WHERE flow_id = :flow")
                .param("flow", flow.value())
                .query(String.class)
                .single();
    }

    /** The job comes to each in turn. The instance that was started last decides, in whichever direction. */
    @Test
    void instancesWithDifferentPrimaryKeysDoNotSealAgainstEachOther(CapturedOutput output) {
        List<FlowId> flows = IdleGrants.plant(database, 300, STILL_OLD);
        try (TokenInstance old = instance(STILL_OLD);
                TokenInstance moving = instance(MOVING)) {
            old.keyChange.reseal();
            assertThat(rowsSealedWith("old")).isEqualTo(flows.size());
            moving.keyChange.reseal();
            old.keyChange.reseal();
            assertThat(rowsSealedWith("new")).isEqualTo(flows.size());
            assertThat(output.getOut().split("none are moved from here", -1)).hasSize(2);
        }
        try (TokenInstance takenBack = instance(STILL_OLD);
                TokenInstance stopped = instance(MOVING);
                TokenInstance takenBackAsWell = instance(STILL_OLD)) {
            stopped.keyChange.reseal();
            assertThat(rowsSealedWith("new")).isEqualTo(flows.size());
            takenBack.keyChange.reseal();
            takenBackAsWell.keyChange.reseal();
            assertThat(rowsSealedWith("old")).isEqualTo(flows.size());
        }
    }

    /** It was never given the new key, and has nothing to move. */
    @Test
    void anInstanceThatWasForgottenSaysSo(CapturedOutput output) {
        try (TokenInstance forgotten = instance(Sealers.ring("old"));
                TokenInstance moving = instance(MOVING)) {
            forgotten.keyChange.reseal();
            moving.keyChange.reseal();
        }

        assertThat(output.getOut()).containsOnlyOnce("the primary key here is old");
    }

    private int rowsSealedWith(String key) {
        return database.jdbc()
                .sql("SELECT count(*) FROM token_grant WHERE sealed_with = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    @Test
    void aNewPrimaryKeySealsWhatIsWrittenFromThenOn() {
        FlowId flow = IdleGrants.plant(database, 1, STILL_OLD).getFirst();
        try (TokenInstance moving = instance(MOVING)) {
            moving.rotate(flow, 1);
        }

        assertThat(column(flow, "sealed_with")).isEqualTo("new");
        assertThat(column(flow, "access_token")).startsWith("new:");
        assertThat(column(flow, "refresh_token")).startsWith("new:");
    }

    @Test
    void aCodeThatWaitsForItsExchangeIsMovedAsWell() {
        database.plantFlows(1);
        FlowId flow = new FlowId(database.flow(1));
        Secret code = Secret.of("the code");
        database.jdbc()
                .sql("""
                        INSERT INTO token_grant (flow_id, type, state, code, redirect_uri, sealed_with)
                        VALUES (:flow, 'ONGOING', 'CODE_RECEIVED', :code, 'http://localhost', 'old')
                        """)
                .param("flow", flow.value())
                .param("code", STILL_OLD.seal(code, Columns.CODE, flow.value()))
                .update();
        try (TokenInstance moving = instance(MOVING)) {
            moving.keyChange.reseal();
        }

        assertThat(MOVED.open(column(flow, "code"), Columns.CODE, flow.value())).isEqualTo(code);
    }

    @Test
    void aStartWithoutAKeyThatRowsNeedIsRefusedAndNamesItsIdOnly() {
        IdleGrants.plant(database, 3, STILL_OLD);
        try (TokenInstance moved = instance(MOVED);
                TokenInstance moving = instance(MOVING)) {
            assertThatThrownBy(moved::keysInUse)
                    .isInstanceOf(UnusableSetting.class)
                    .hasMessageEndingWith("riskflow.secrets.keys does not hold: old");

            assertThat(moving.keysInUse()).containsExactly("old");
            moving.keyChange.reseal();
            assertThat(moved.keysInUse()).containsExactly("new");
        }
    }
}
