package dev.riskflow.flow.callback;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.CallbackUri;
import dev.riskflow.environment.Link;
import dev.riskflow.environment.Misfortune;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import dev.riskflow.secrets.Secret;
import dev.riskflow.token.ExchangeOutcome;
import dev.riskflow.token.Grants;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code binding: confirm}, a code rests until the frontend has confirmed who brought it. */
@RiskflowTest
class ConfirmationTest {

    private static final Pattern PROOF = Pattern.compile("&confirmation=([A-Za-z0-9_-]{43})$");

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final Grants grants;

    public ConfirmationTest(Riskflow riskflow, SandboxProvider provider, Rows rows, Grants grants) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.grants = grants;
    }

    @Test
    void theCodeRestsUntilThen() {
        Link link = start();
        String proof = comeBack(link.finish());

        assertThat(riskflow.flow(link.flowId()).member("status")).isEqualTo("awaiting_confirmation");
        assertThat(riskflow.flow(link.flowId()).member("next")).isEqualTo("confirm_user");
        assertThat(rows.jobs(link.flowId())).isZero();
        // Nor can anybody else present it, such as a job of a code before.
        assertThat(grants.exchange(new FlowId(link.flowId()))).isInstanceOf(ExchangeOutcome.Later.class);
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isZero();

        CountDownLatch release = new CountDownLatch(1);
        Misfortune.always(provider, link, Operation.EXCHANGE, Mishap.held(release));
        Reply confirmed = confirm(link, proof);

        assertThat(rows.jobs(link.flowId())).isOne();
        release.countDown();
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.member("status")).isEqualTo("authorized");
        assertThat(statuses(confirmed)).containsExactly("awaiting_user", "awaiting_confirmation", "authorized");
        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
    }

    @Test
    void aRepeatedConfirmationChangesNothing() {
        Link link = start();
        String proof = comeBack(link.finish());
        confirm(link, proof);
        riskflow.awaitStatus(link.flowId(), "completed");
        rows.awaitNoJob(link.flowId());
        List<@Nullable String> before = rows.all(link.flowId());

        Reply again = confirm(link, proof);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(riskflow.flow(link.flowId()).text());
        assertThat(rows.all(link.flowId())).isEqualTo(before);
    }

    /** Whoever started the flow knows its id, and that it waits; what the other browser was told they don't know. */
    @Test
    void withoutTheProofNobodyConfirms() {
        Link link = start();
        String proof = comeBack(link.finish());
        List<@Nullable String> before = rows.all(link.flowId());

        Reply refused = confirm(link, "A".repeat(43));

        assertProblem(refused, 403, "confirmation-refused");
        assertThat(rows.all(link.flowId())).isEqualTo(before);
        assertProblem(riskflow.otherShop().post(path(link), body(proof)), 404, "not-found");
        assertThat(rows.all(link.flowId())).isEqualTo(before);
        assertThat(confirm(link, proof).status()).isEqualTo(200);
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"confirmation\": null}",
                "{\"confirmation\": \"\"}",
                "{\"confirmation\": \"short\"}",
                "{\"confirmation\": [\"x\"]}",
                "{\"confirmation\": \"x\", \"other\": 1}"
            })
    void aProofHasItsForm(String body) {
        Link link = start();
        comeBack(link.finish());

        Reply reply = riskflow.shop().post(path(link), body);

        assertProblem(reply, 400, "invalid-request");
        assertThat(riskflow.status(link.flowId())).isEqualTo("awaiting_confirmation");
    }

    @Test
    void theSameCodeBringsTheSameProofAndAnotherCodeAnother() {
        Link link = start();
        URI first = link.finish();
        String proof = comeBack(first);
        List<@Nullable String> before = rows.all(link.flowId());
        assertThat(comeBack(first)).isEqualTo(proof);
        assertThat(rows.all(link.flowId())).isEqualTo(before);

        String other = comeBack(provider.finish(link.flowId()));

        assertThat(other).isNotEqualTo(proof);
        assertProblem(confirm(link, proof), 403, "confirmation-refused");
        assertThat(confirm(link, other).status()).isEqualTo(200);
        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(riskflow.browse(first).header("Location")).doesNotContain("confirmation=");
    }

    @Test
    void anotherCodeAfterAConfirmationAwaitsOneOfItsOwn() {
        Link link = start();
        Misfortune.next(provider, link, Operation.EXCHANGE, Mishap.status(429).retryAfter(Duration.ofHours(2)));
        String proof = comeBack(link.finish());
        confirm(link, proof);
        rows.awaitRetry(link.flowId());

        String other = comeBack(provider.finish(link.flowId()));
        rows.hurry(link.flowId());
        rows.awaitNoJob(link.flowId());

        assertProblem(confirm(link, proof), 403, "confirmation-refused");
        assertThat(riskflow.status(link.flowId())).isEqualTo("awaiting_confirmation");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
        confirm(link, other);
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @Test
    void tokensOfACodeThatWasConfirmedWinOverAnotherThatAwaitsIt() {
        CountDownLatch release = new CountDownLatch(1);
        Link link = start();
        Misfortune.next(provider, link, Operation.EXCHANGE, Mishap.held(release));
        confirm(link, comeBack(link.finish()));
        riskflow.awaitStatus(link.flowId(), "authorized");
        awaitExchange(link);

        comeBack(provider.finish(link.flowId()));
        assertThat(riskflow.status(link.flowId())).isEqualTo("awaiting_confirmation");
        release.countDown();

        riskflow.awaitStatus(link.flowId(), "completed");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isOne();
        assertThat(untilDeadline(link)).isEqualTo(Duration.ofMinutes(65));
    }

    /** It would wait for as long as the code is held; whoever confirms may come before it sleeps. */
    @Test
    void aJobThatFindsAnotherCodeAwaitingItsConfirmationEnds() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Link link = start();
        provider.trouble().whenever(Operation.EXCHANGE, attempt -> {
            if (!link.flowId().equals(attempt.flowId()) || attempt.ordinal() > 1) {
                return null;
            }
            arrived.countDown();
            await(release);
            return Mishap.status(503);
        });
        confirm(link, comeBack(link.finish()));
        await(arrived);
        String other = comeBack(provider.finish(link.flowId()));
        release.countDown();

        rows.awaitNoJob(link.flowId());

        confirm(link, other);
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    /** As a process that died between the two leaves it. */
    @Test
    void tokensThatWereStoredAndNotNotedWinAsWell() {
        Link link = start();
        Misfortune.next(
                provider, link, Operation.FETCH_REPORT, Mishap.status(503).retryAfter(Duration.ofMinutes(20)));
        confirm(link, comeBack(link.finish()));
        rows.awaitRetry(link.flowId());
        rows.change(link.flowId(), "UPDATE flow SET status = 'AWAITING_CONFIRMATION' WHERE flow_id = :flow");

        rows.hurry(link.flowId());

        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @ParameterizedTest
    @CsvSource({
        "confirm, AWAITING_USER, ''",
        "confirm, CANCELLED, ''",
        "confirm, EXPIRED, ''",
        "confirm, FAILED, PROVIDER_REPORTED",
        "none, COMPLETED, ''"
    })
    void aFlowThatAwaitsNoneIsNotConfirmed(String binding, String status, String reason) {
        Link link = riskflow.start("{\"type\": \"one_time\", \"binding\": \"%s\"}".formatted(binding));
        assertThat(rows.change(link.flowId(), """
                        UPDATE flow SET status = '%s', reason = nullif('%s', '') WHERE flow_id = :flow
                        """.formatted(status, reason))).isOne();
        List<@Nullable String> before = rows.flowRows(link.flowId());

        assertProblem(confirm(link, "A".repeat(43)), 409, "not-awaiting-confirmation");

        assertThat(rows.flowRows(link.flowId())).isEqualTo(before);
    }

    @Test
    void aLateCancellationUndoesNothing() {
        Link link = start();
        CallbackUri success = CallbackUri.of(link.finish());
        String proof = comeBack(URI.create(success.path()));

        Reply cancelled = riskflow.browse(URI.create(success.without("code")
                .with("success", "false")
                .with("cancel", "true")
                .path()));

        assertThat(cancelled.header("Location")).endsWith("&status=awaiting_confirmation");
        assertThat(confirm(link, proof).status()).isEqualTo(200);
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @Test
    void theHourIsTheCodesAndThenTheFlows() {
        Link link = start();
        String proof = comeBack(link.finish());
        assertThat(untilDeadline(link)).isEqualTo(Duration.ofHours(1));

        confirm(link, proof);

        assertThat(untilDeadline(link)).isEqualTo(Duration.ofMinutes(65));
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @Test
    void afterTheCodesHourItIsTooLate() {
        Link link = start();
        String proof = comeBack(link.finish());

        rows.age(link.flowId(), Duration.ofMinutes(60));
        assertProblem(confirm(link, proof), 409, "not-awaiting-confirmation");

        rows.hurry("recurring");
        riskflow.awaitStatus(link.flowId(), "failed");
        assertThat(riskflow.flow(link.flowId()).member("reason")).isEqualTo("not_confirmed");
        assertThat(riskflow.flow(link.flowId()).member("next")).isEqualTo("start_new_flow");
        assertProblem(confirm(link, proof), 409, "not-awaiting-confirmation");
        assertThat(provider.ledger().count(Operation.EXCHANGE, link.flowId())).isZero();
    }

    @Test
    void theEmbeddingPageIsToldTheProof() {
        Link link = start();
        Reply relayed = riskflow.nobody().get(link.finish().toString(), "Accept", "application/json");
        assertThat(relayed.member("status")).isEqualTo("awaiting_confirmation");
        assertThat(confirm(link, relayed.member("confirmation")).status()).isEqualTo(200);
        riskflow.awaitStatus(link.flowId(), "completed");
    }

    @Test
    void ourOwnPageIsNot() {
        Link link = start();
        rows.change(link.flowId(), "UPDATE flow SET return_url = NULL WHERE flow_id = :flow");

        Reply callback = riskflow.browse(link.finish());

        assertThat(callback.header("Location")).isEqualTo(riskflow.url() + "/return/" + link.flowId());
        assertThat(riskflow.browse(URI.create("/return/" + link.flowId())).text())
                .contains("Almost done");
    }

    @Test
    void onlyItsDigestIsStored() {
        Link link = start();
        String proof = comeBack(link.finish());

        assertThat(rows.flow(link.flowId()).get("confirmation_hash"))
                .isEqualTo(Secret.of(proof).fingerprint());
        assertThat(rows.everything()).doesNotContain(proof);
    }

    private Link start() {
        return riskflow.start("{\"type\": \"one_time\", \"binding\": \"confirm\"}");
    }

    /** The browser comes back, and learns the proof. */
    private String comeBack(URI callback) {
        Reply reply = riskflow.browse(callback);
        assertThat(reply.status()).as(reply.text()).isEqualTo(303);
        CallbackTest.assertIsUnseen(reply);
        Matcher proof = PROOF.matcher(String.valueOf(reply.header("Location")));
        assertThat(proof.find()).isTrue();
        return proof.group(1);
    }

    private Reply confirm(Link link, String proof) {
        return riskflow.shop().post(path(link), body(proof));
    }

    private static String path(Link link) {
        return "/risk-flows/" + link.flowId() + "/confirmation";
    }

    private static String body(String proof) {
        return "{\"confirmation\": \"" + proof + "\"}";
    }

    private Duration untilDeadline(Link link) {
        Reply flow = riskflow.flow(link.flowId());
        return Duration.between(Instant.parse(flow.member("returned_at")), Instant.parse(flow.member("deadline_at")));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitExchange(Link link) {
        try {
            assertThat(provider.ledger()
                            .await(
                                    entry -> entry.operation() == Operation.EXCHANGE && entry.concerns(link.flowId()),
                                    1,
                                    Duration.ofSeconds(20)))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> statuses(Reply flow) {
        return flow.json()
                .path("transitions")
                .valueStream()
                .map(step -> step.path("status").asString())
                .toList();
    }
}
