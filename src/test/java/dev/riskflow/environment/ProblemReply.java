package dev.riskflow.environment;

import static org.assertj.core.api.Assertions.assertThat;

/** What a refusal looks like (RFC 9457). */
public final class ProblemReply {

    private ProblemReply() {}

    /** @param name of the problem, as its type ends */
    public static void assertProblem(Reply reply, int status, String name) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:" + name);
    }
}
