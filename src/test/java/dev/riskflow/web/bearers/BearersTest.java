package dev.riskflow.web.bearers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.environment.TestIssuer;
import dev.riskflow.web.problems.ProblemsTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer's tokens: which are good, whose they are, and what an end user's is good for. */
@RiskflowTest
class BearersTest {

    private static final String FLOWS = "risk-flows";
    private static final String ONE_TIME = "{\"type\": \"one_time\"}";

    private final Riskflow riskflow;
    private final TestIssuer issuer;
    private final Rows rows;

    BearersTest(Riskflow riskflow, TestIssuer issuer, Rows rows) {
        this.riskflow = riskflow;
        this.issuer = issuer;
        this.rows = rows;
    }

    @Test
    void aServiceHasTheRolesOfItsScopes() {
        assertThat(list(issuer.service("a", FLOWS), "/risk-flows")).isEqualTo(200);
        assertThat(list(issuer.service("a", FLOWS), "/risk-reports")).isEqualTo(403);
        assertThat(list(issuer.service("a", "openid risk-reports"), "/risk-reports"))
                .isEqualTo(200);
        assertThat(list(issuer.service("a", "risk-admin"), "/risk-reports")).isEqualTo(200);
        assertThat(list(issuer.service("a", "risk-reports-x"), "/risk-reports")).isEqualTo(403);
    }

    /** As Entra and Okta write them. */
    @Test
    void scopesMayComeAsAList() {
        JWTClaimsSet claims = issuer.claims(TestIssuer.LISTED_SERVICE, "")
                .claim("scope", null)
                .claim("scp", List.of("risk-reports"))
                .build();
        assertThat(list(issuer.sign(claims), "/risk-reports")).isEqualTo(200);
    }

    @Test
    void aClientsSecretIsAsGoodAsEver() {
        assertThat(riskflow.office().get("/risk-reports").status()).isEqualTo(200);
        Reply refused = riskflow.nobody().get("/risk-reports");
        assertThat(refused.response().headers().allValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"riskflow\", charset=\"UTF-8\"", "Bearer realm=\"riskflow\"");
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> badClaims() {
        Instant now = Instant.now();
        return Stream.of(
                claims -> claims.audience("https://another.example.com"),
                claims -> claims.audience((String) null),
                claims -> claims.issuer("http://localhost:1"),
                claims -> claims.issuer(null),
                claims -> claims.issueTime(Date.from(now.minus(Duration.ofMinutes(5))))
                        .expirationTime(Date.from(now.minus(Duration.ofSeconds(40)))),
                claims -> claims.expirationTime(null),
                claims -> claims.notBeforeTime(Date.from(now.plus(Duration.ofSeconds(60)))),
                claims -> claims.subject(null),
                claims -> claims.subject(" "),
                claims -> claims.subject("a\u0007b"),
                claims -> claims.subject("x".repeat(257)));
    }

    @ParameterizedTest
    @MethodSource("badClaims")
    void aTokenThatSaysSomethingElseIsRefused(UnaryOperator<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims =
                change.apply(issuer.claims("a", "risk-reports").claim("client_id", "a"));
        assertRefused(issuer.sign(claims.build()));
    }

    @Test
    void clocksMayDifferALittle() {
        JWTClaimsSet claims = issuer.claims("a", "risk-reports")
                .claim("client_id", "a")
                .issueTime(Date.from(Instant.now().minus(Duration.ofMinutes(5))))
                .expirationTime(Date.from(Instant.now().minus(Duration.ofSeconds(10))))
                .build();
        assertThat(list(issuer.sign(claims), "/risk-reports")).isEqualTo(200);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        assertRefused(new PlainJWT(reports().build()).serialize());
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        assertRefused(TestIssuer.sign(reports().build(), TestIssuer.newKey("unknown")));
        // Also one that claims to be signed by the issuer's.
        assertRefused(TestIssuer.sign(
                reports().build(), TestIssuer.newKey(issuer.key().getKeyID())));
    }

    /** What everybody may know must not do for a secret (RFC 8725, section 2.1). */
    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        for (byte[] secret : new byte[][] {
            issuer.key().toRSAPublicKey().getEncoded(),
            issuer.key().toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8)
        }) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(issuer.key().getKeyID())
                            .build(),
                    reports().build());
            token.sign(new MACSigner(secret));
            assertRefused(token.serialize());
        }
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String[] parts = issuer.service("a", FLOWS).split("\\.", -1);
        String[] other = issuer.service("a", "risk-admin").split("\\.", -1);
        assertRefused(parts[0] + "." + other[1] + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "e30.e30.e30", "....."})
    void whatIsNoTokenIsRefused(String token) {
        assertThat(riskflow.bearing(token).get("/risk-reports").status()).isEqualTo(401);
    }

    /** Where it could be logged, or be sent by a foreign page. */
    @Test
    void aTokenIsTakenFromItsHeaderOnly() {
        String token = issuer.service("a", "risk-reports");
        assertThat(riskflow.nobody().get("/risk-reports?access_token=" + token).status())
                .isEqualTo(401);
    }

    @Test
    void anEndUserStartsAndReadsOnlyFlowsOfTheirOwn() {
        Caller erika = endUser("erika");
        Caller max = endUser("max");

        String ongoing = started(erika.post("/risk-flows", """
                {"type": "ongoing", "user_id": "erika-%s"}""".formatted(suffix)));
        String oneTime = started(erika.post("/risk-flows", ONE_TIME));

        assertThat(rows.flow(oneTime)).containsEntry("user_id", "erika-" + suffix);
        assertThat(flows(erika)).containsExactlyInAnyOrder(ongoing, oneTime);
        assertThat(flows(max)).isEmpty();
        for (String flow : List.of(ongoing, oneTime)) {
            assertThat(erika.get("/risk-flows/" + flow).status()).isEqualTo(200);
            assertThat(max.get("/risk-flows/" + flow).status()).isEqualTo(404);
            assertThat(riskflow.shop().get("/risk-flows/" + flow).status()).isEqualTo(404);
            assertThat(max.post("/risk-flows/" + flow + "/tickets", "").status())
                    .isEqualTo(404);
        }
    }

    /** A server's flow is that server's, whomever it says it is about. */
    @Test
    void aServersFlowOfTheSameUserIsNotTheEndUsers() {
        String flow = riskflow.startOngoing("erika-" + suffix).flowId();

        assertThat(endUser("erika").get("/risk-flows/" + flow).status()).isEqualTo(404);
        assertThat(flows(endUser("erika"))).doesNotContain(flow);
    }

    @Test
    void anEndUserStartsNothingForAnotherUser() {
        long before = rows.flowCount();
        Reply refused = endUser("erika").post("/risk-flows", "{\"type\": \"ongoing\", \"user_id\": \"max\"}");
        ProblemsTest.assertIsProblem(refused, 403, "forbidden");
        assertThat(endUser("erika").get("/risk-flows?user_id=max").status()).isEqualTo(400);
        assertThat(rows.flowCount()).isEqualTo(before);
    }

    /** Or the attacker of the link-sharing attack would choose that it may be shared. */
    @Test
    void anEndUsersFlowIsBound() {
        Caller erika = endUser("erika");

        Reply bound = erika.post("/risk-flows", ONE_TIME);
        assertThat(bound.header("Set-Cookie")).startsWith("__Host-riskflow-");
        assertThat(rows.flow(bound.member("flow_id"))).containsEntry("binding", "BROWSER");

        Reply unbound = erika.post("/risk-flows", "{\"type\": \"one_time\", \"binding\": \"none\"}");
        ProblemsTest.assertIsProblem(unbound, 400, "invalid-request");
        assertThat(unbound.json().at("/errors/0/field").asString()).isEqualTo("binding");
        started(erika.post("/risk-flows", "{\"type\": \"one_time\", \"binding\": \"confirm\"}"));
    }

    @Test
    void anEndUsersScopesMakeNoStaffOfThem() {
        Caller erika = riskflow.bearing(issuer.endUser("erika", "risk-flows risk-reports risk-admin"));
        assertThat(erika.get("/risk-reports").status()).isEqualTo(403);
        assertThat(erika.get("/risk-flows?client=demo-shop").status()).isEqualTo(400);
    }

    @Test
    void anIdempotencyKeyIsEachUsersOwn() {
        String key = UUID.randomUUID().toString();
        Reply ofErika = endUser("erika").post("/risk-flows", ONE_TIME, "Idempotency-Key", key);
        Reply ofMax = endUser("max").post("/risk-flows", ONE_TIME, "Idempotency-Key", key);
        Reply again = endUser("erika").post("/risk-flows", ONE_TIME, "Idempotency-Key", key);

        assertThat(started(ofMax)).isNotEqualTo(started(ofErika));
        assertThat(started(again)).isEqualTo(started(ofErika));
    }

    /** A name that an issuer gives out must not be one that we have given out. */
    @Test
    void aServiceIsNotTheClientOfTheSameName() {
        Caller service = riskflow.bearing(issuer.service("demo-shop", FLOWS));
        String flow = riskflow.startOneTime().flowId();

        assertThat(service.get("/risk-flows/" + flow).status()).isEqualTo(404);
        assertThat(rows.flow(started(service.post("/risk-flows", ONE_TIME))))
                .containsEntry("client", "service:demo-shop");
    }

    private final String suffix = UUID.randomUUID().toString();

    private Caller endUser(String name) {
        return riskflow.bearing(issuer.endUser(name + "-" + suffix, FLOWS));
    }

    private JWTClaimsSet.Builder reports() {
        return issuer.claims("a", "risk-reports").claim("client_id", "a");
    }

    private int list(String token, String path) {
        return riskflow.bearing(token).get(path).status();
    }

    private static List<String> flows(Caller caller) {
        return caller.get("/risk-flows")
                .json()
                .required("flows")
                .valueStream()
                .map(flow -> flow.required("flow_id").asString())
                .toList();
    }

    private static String started(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.member("flow_id");
    }

    private void assertRefused(String token) {
        Reply reply = riskflow.bearing(token).get("/risk-reports");
        ProblemsTest.assertIsProblem(reply, 401, "unauthorized");
        assertThat(reply.response().headers().allValues("WWW-Authenticate"))
                .contains("Bearer realm=\"riskflow\", error=\"invalid_token\"");
        assertThat(reply.text()).doesNotContain(token);
    }
}
