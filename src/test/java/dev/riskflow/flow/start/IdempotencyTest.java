package dev.riskflow.flow.start;

import static dev.riskflow.environment.ProblemReply.assertProblem;
import static dev.riskflow.flow.start.once.KeyedStarts.ONE_TIME;
import static dev.riskflow.flow.start.once.KeyedStarts.newKey;
import static dev.riskflow.flow.start.once.KeyedStarts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Link;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Mishap;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A start that is repeated, one time after the other. */
@RiskflowTest
class IdempotencyTest {

    private static final String BODY = """
            {"type": "one_time", "name": "Erika Mustermann", "reporting_period": 12, "allow_multi_selection": true,
             "accounts": [{"id": "DE89 3704 0044 0532 0130 00", "currency": "EUR"}]}
            """;

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private final JdbcClient jdbc;
    private long linksBefore;

    public IdempotencyTest(Riskflow riskflow, SandboxProvider provider, Rows rows, JdbcClient jdbc) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void count() {
        linksBefore = provider.ledger().count(Operation.START_FLOW);
    }

    @Test
    void theSameAgainGetsTheSameAnswer() {
        String key = newKey();

        Reply first = start(riskflow.shop(), key, ONE_TIME);
        Reply again = start(riskflow.shop(), key, ONE_TIME);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(linksMade()).isOne();
    }

    @Test
    void theStatusIsThePresentOne() {
        String key = newKey();
        Reply first = start(riskflow.shop(), key, ONE_TIME);
        riskflow.browse(linkOf(first).cancel());

        Reply again = start(riskflow.shop(), key, ONE_TIME);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.member("location")).isEqualTo(first.member("location"));
        assertThat(again.member("status")).isEqualTo("cancelled");
    }

    @Test
    void theSameBrowserKeyComesBack() {
        String key = newKey();
        String bound = "{\"type\": \"one_time\", \"binding\": \"browser\"}";

        Reply first = start(riskflow.shop(), key, bound);
        Reply again = start(riskflow.shop(), key, bound);

        assertThat(cookie(first)).startsWith("__Host-riskflow-").isEqualTo(cookie(again));
    }

    /** What counts is what was read, not how it was written. */
    @ParameterizedTest
    @ValueSource(strings = {"""
                {"accounts": [{"currency": "EUR", "id": "DE89 3704 0044 0532 0130 00"}], "name": "Erika Mustermann",
                 "type": "one_time", "allow_multi_selection": true, "reporting_period": 12}
                """, """
                {"type":"one_time","name":"Erika\\u0020Mustermann","reporting_period":"12","allow_multi_selection":"true",
                 "accounts":[{"id":"DE89 3704 0044 0532 0130 00","currency":"EUR"}],"language":null}
                """})
    void theSameInOtherLettersIsTheSame(String body) {
        String key = newKey();
        Reply first = start(riskflow.shop(), key, BODY);

        assertThat(start(riskflow.shop(), key, body).text()).isEqualTo(first.text());
        assertThat(linksMade()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"one_time\"}", "{\"type\": \"ongoing\", \"user_id\": \"u\"}", """
                {"type": "one_time", "name": "Erika Mustermann", "reporting_period": 13, "allow_multi_selection": true,
                 "accounts": [{"id": "DE89 3704 0044 0532 0130 00", "currency": "EUR"}]}
                """})
    void anotherBodyIsRefused(String body) {
        String key = newKey();
        start(riskflow.shop(), key, BODY);

        assertProblem(start(riskflow.shop(), key, body), 422, "idempotency-key-reused");
        assertThat(linksMade()).isOne();
    }

    @Test
    void aKeyBelongsToOneClient() {
        String key = newKey();
        Reply mine = start(riskflow.shop(), key, ONE_TIME);
        Reply theirs = start(riskflow.otherShop(), key, ONE_TIME);

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.member("flow_id")).isNotEqualTo(mine.member("flow_id"));
        assertThat(linksMade()).isEqualTo(2);
    }

    @Test
    void withoutAKeyEachRequestStartsAFlow() {
        riskflow.startOneTime();
        riskflow.startOneTime();

        assertThat(linksMade()).isEqualTo(2);
    }

    @Test
    void aLinkWhoseLifetimeIsOverIsGone() {
        String key = newKey();
        String flow = start(riskflow.shop(), key, ONE_TIME).member("flow_id");
        rows.age(flow, Duration.ofMinutes(61));

        assertProblem(start(riskflow.shop(), key, ONE_TIME), 410, "link-gone");
        assertProblem(start(riskflow.shop(), key, BODY), 422, "idempotency-key-reused");
        assertThat(linksMade()).isOne();
    }

    @Test
    void aLinkThatWasForgottenIsGone() {
        String key = newKey();
        String flow = start(riskflow.shop(), key, ONE_TIME).member("flow_id");
        rows.change(flow, "UPDATE flow SET location = NULL WHERE flow_id = :flow");

        assertProblem(start(riskflow.shop(), key, ONE_TIME), 410, "link-gone");
    }

    @Test
    void aFailureOfTheProviderIsNotKept() {
        String key = newKey();
        provider.trouble().next(Operation.START_FLOW, Mishap.status(500), Mishap.cut(), Mishap.status(400));

        assertThat(List.of(
                        start(riskflow.shop(), key, ONE_TIME).status(),
                        start(riskflow.shop(), key, ONE_TIME).status(),
                        start(riskflow.shop(), key, ONE_TIME).status(),
                        start(riskflow.shop(), key, ONE_TIME).status()))
                .containsExactly(503, 504, 502, 201);
    }

    @Test
    void afterAFailureTheKeyIsFreeForAnotherBody() {
        String key = newKey();
        provider.trouble().next(Operation.START_FLOW, Mishap.status(500));
        start(riskflow.shop(), key, ONE_TIME);

        assertThat(start(riskflow.shop(), key, BODY).status()).isEqualTo(201);
    }

    @Test
    void aRequestThatIsRefusedTakesNoKey() {
        String key = newKey();

        assertThat(start(riskflow.shop(), key, "{\"type\": \"once\"}").status()).isEqualTo(400);
        assertThat(start(riskflow.shop(), key, ONE_TIME).status()).isEqualTo(201);
    }

    @Test
    void neitherTheKeyNorTheRequestCanBeReadOrGuessed() {
        String key = newKey();
        String flow = start(riskflow.shop(), key, BODY).member("flow_id");
        String other = start(riskflow.shop(), newKey(), BODY).member("flow_id");

        assertThat(rows.everything()).doesNotContain(key, "Mustermann", "DE893704");
        assertThat(column(flow, "request_hash")).isNotEqualTo(column(other, "request_hash"));
        assertThat(column(flow, "state")).startsWith("sandbox:");
        assertThat(column(flow, "sealed_with")).isEqualTo("sandbox");
    }

    @Test
    void aKeyGoesWithItsFlow() {
        String key = newKey();
        String flow = start(riskflow.shop(), key, ONE_TIME).member("flow_id");

        rows.change(flow, "DELETE FROM flow WHERE flow_id = :flow");

        assertThat(rows.all(flow)).isEmpty();
        assertThat(start(riskflow.shop(), key, ONE_TIME).member("flow_id")).isNotEqualTo(flow);
    }

    static String cookie(Reply reply) {
        return String.valueOf(reply.header("Set-Cookie")).split(";", 2)[0];
    }

    private static Link linkOf(Reply reply) {
        return new Link(reply.member("flow_id"), reply.member("location"));
    }

    private @Nullable String column(String flow, String column) {
        return jdbc.sql("SELECT " + column + "::text FROM idempotency_key WHERE flow_id = :flow")
                .param("flow", flow)
                .query(String.class)
                .single();
    }

    private long linksMade() {
        return provider.ledger().count(Operation.START_FLOW) - linksBefore;
    }
}
