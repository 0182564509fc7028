package dev.riskflow.flow.start.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import dev.riskflow.environment.Rows;
import dev.riskflow.sandbox.Operation;
import dev.riskflow.sandbox.SandboxProvider;
import java.util.Collections;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused when a flow is started, in which words; and that nothing of it reaches the provider. */
@RiskflowTest
class FlowStartValidationTest {

    private final Riskflow riskflow;
    private final SandboxProvider provider;
    private final Rows rows;
    private long callsBefore;
    private long flowsBefore;

    FlowStartValidationTest(Riskflow riskflow, SandboxProvider provider, Rows rows) {
        this.riskflow = riskflow;
        this.provider = provider;
        this.rows = rows;
    }

    @BeforeEach
    void count() {
        callsBefore = provider.ledger().count(Operation.START_FLOW);
        flowsBefore = rows.flowCount();
    }

    @AfterEach
    void nothingWasDone() {
        assertThat(provider.ledger().count(Operation.START_FLOW)).isEqualTo(callsBefore);
        assertThat(rows.flowCount()).isEqualTo(flowsBefore);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                             | type: is mandatory: one_time or ongoing
            {'type': null}                                 | type: is mandatory: one_time or ongoing
            {'type': 'once'}                               | type: has a value of the wrong type or form
            {'type': 'ONE_TIME'}                           | type: has a value of the wrong type or form
            {'type': 0}                                    | type: has a value of the wrong type or form
            {'type': ['one_time']}                         | type: has a value of the wrong type or form
            {'type': 'ongoing'}                            | user_id: is mandatory for an ongoing flow
            {'type': 'one_time', 'user_id': 'u'}           | user_id: does not belong to a one-time flow
            {'type': 'one_time', 'save_secrets': true}     | save_secrets: does not belong to a one-time flow
            {'type': 'one_time', 'save_secrets': false}    | save_secrets: does not belong to a one-time flow
            {'type': 'one_time', 'user_id': 'u', 'save_secrets': true} | save_secrets: does not belong to a one-time flow; user_id: does not belong to a one-time flow
            {'type': 'ongoing', 'user_id': ''}             | user_id: must not be blank, nor contain control characters
            {'type': 'ongoing', 'user_id': ' '}            | user_id: must not be blank, nor contain control characters
            {'type': 'ongoing', 'user_id': 'a\\u0000b'}    | user_id: must not be blank, nor contain control characters
            {'type': 'ongoing', 'user_id': 'a\\u0085b'}    | user_id: must not be blank, nor contain control characters
            {'type': 'ongoing', 'user_id': 'a\\ud800b'}    | user_id: must not be blank, nor contain control characters
            {'type': 'ongoing', 'user_id': ['u']}          | user_id: has a value of the wrong type or form
            {'type': 'one_time', 'name': ''}               | name: must not be blank, nor contain control characters
            {'type': 'one_time', 'name': 'Ada\\nM'}        | name: must not be blank, nor contain control characters
            {'type': 'one_time', 'name': {'first': 'A'}}   | name: has a value of the wrong type or form
            {'type': 'one_time', 'language': 'it'}         | language: must be one of de, en, es, fr, ar
            {'type': 'one_time', 'language': 'DE'}         | language: must be one of de, en, es, fr, ar
            {'type': 'one_time', 'language': ''}           | language: must be one of de, en, es, fr, ar
            {'type': 'one_time', 'reporting_period': 3}    | reporting_period: must be at least 4 months
            {'type': 'one_time', 'reporting_period': -12}  | reporting_period: must be at least 4 months
            {'type': 'one_time', 'reporting_period': 121}  | reporting_period: must be at most 120 months
            {'type': 'one_time', 'reporting_period': '3'}  | reporting_period: must be at least 4 months
            {'type': 'one_time', 'reporting_period': 12.5} | reporting_period: has a value of the wrong type or form
            {'type': 'one_time', 'reporting_period': '1y'} | reporting_period: has a value of the wrong type or form
            {'type': 'one_time', 'reporting_period': ''}   | reporting_period: has a value of the wrong type or form
            {'type': 'one_time', 'reporting_period': 9999999999} | reporting_period: has a value of the wrong type or form
            {'type': 'one_time', 'allow_multi_selection': 'yes'} | allow_multi_selection: has a value of the wrong type or form
            {'type': 'one_time', 'allow_multi_selection': 1} | allow_multi_selection: has a value of the wrong type or form
            {'type': 'one_time', 'allow_multi_selection': ''} | allow_multi_selection: has a value of the wrong type or form
            {'type': 'one_time', 'accounts': []}           | accounts: size must be between 1 and 50
            {'type': 'one_time', 'accounts': 'DE'}         | accounts: has a value of the wrong type or form
            {'type': 'one_time', 'accounts': [null]}       | accounts[0]: must not be null
            {'type': 'one_time', 'accounts': [{}]}         | accounts[0].id: must not be null
            {'type': 'one_time', 'accounts': [{'id': ' '}]} | accounts[0].id: must not be blank, nor contain control characters
            {'type': 'one_time', 'accounts': [{'id': '1'}, {'id': '2', 'currency': 'eur'}]} | accounts[1].currency: must be an ISO 4217 code such as EUR
            {'type': 'one_time', 'accounts': [{'id': 'DE88370400440532013000'}]} | accounts[0].id: looks like an IBAN, but its check digits are wrong
            {'type': 'one_time', 'accounts': [{'id': 'de88 3704 0044 0532 0130 00'}]} | accounts[0].id: looks like an IBAN, but its check digits are wrong
            {'type': 'one_time', 'accounts': [{'id': 'DE89370400440532013001'}]} | accounts[0].id: looks like an IBAN, but its check digits are wrong
            {'type': 'one_time', 'accounts': [{'id': '1', 'iban': 'x'}]} | accounts[0].iban: is not a known field
            {'type': 'one_time', 'account_types': []}      | account_types: size must be between 1 and 20
            {'type': 'one_time', 'account_types': 'Giro account'} | account_types: has a value of the wrong type or form
            {'type': 'one_time', 'account_types': ['x', '']} | account_types[1]: must not be blank, nor contain control characters
            {'type': 'one_time', 'account_types': [null]}  | account_types[0]: must not be null
            {'type': 'one_time', 'languge': 'de'}          | languge: is not a known field
            {'type': 'one_time', 'address-line2': 'x'}     | address-line2: is not a known field
            {'type': 'ongoing', 'user_id': true}           | user_id: has a value of the wrong type or form
            {'type': 'ongoing', 'user_id': 1.50}           | user_id: has a value of the wrong type or form
            {'type': 'one_time', 'DE89370400440532013000': 1} | ?: is not a known field
            {'type': 'one_time', 'redirect_uri': 'https://x.example'} | redirect_uri: is not a known field
            {'type': 'one_time', 'state': 'x'}             | state: is not a known field
            {'type': 'one_time', 'reportingPeriod': 12}    | reportingPeriod: is not a known field
            {'type': 'one_time', 'language': 'it', 'reporting_period': 1} | language: must be one of de, en, es, fr, ar; reporting_period: must be at least 4 months
            """)
    void namesTheFieldAndWhatIsWrong(String body, String errors) {
        Reply reply = riskflow.shop().post("/risk-flows", body.replace('\'', '"'));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.member("type")).as(reply.text()).isEqualTo("urn:riskflow:problem:invalid-request");
        assertThat(reply.member("title")).isEqualTo("Invalid request");
        assertThat(reply.member("detail")).isEqualTo("Nothing was done; see errors");
        assertThat(reply.json().path("status").intValue()).isEqualTo(400);
        String named = reply.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString() + ": "
                        + error.path("message").asString())
                .collect(Collectors.joining("; "));
        assertThat(named).isEqualTo(errors);
    }

    @Test
    void theProblemIsThisAndNothingElse() {
        Reply reply = riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\", \"language\": \"it\"}");
        assertThat(reply.text()).isEqualTo("""
                {"detail":"Nothing was done; see errors","instance":"/risk-flows","status":400,\
                "title":"Invalid request","type":"urn:riskflow:problem:invalid-request",\
                "errors":[{"field":"language","message":"must be one of de, en, es, fr, ar"}]}""");
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 5000})
    void textsHaveALength(int length) {
        String body = "{\"type\": \"one_time\", \"name\": \"%s\"}".formatted("x".repeat(length));
        assertThat(riskflow.shop().post("/risk-flows", body).text()).contains("length must be between 0 and 256");
    }

    /** As people count, and JSON's schemas: two units of UTF-16 may be one character. */
    @ParameterizedTest
    @CsvSource({"256, false", "257, true"})
    void theLengthIsThatOfCharacters(int length, boolean tooLong) {
        String body = "{\"type\": \"ongoing\", \"language\": \"it\", \"user_id\": \"%s\"}"
                .formatted("\uD83D\uDE00".repeat(length));
        assertThat(riskflow.shop().post("/risk-flows", body).text().contains("length must be between 0 and 256"))
                .isEqualTo(tooLong);
    }

    /** The errors of all elements would take the processor for half a minute. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            accounts,      {},   must be between 1 and 50
            accounts,      null, must be between 1 and 50
            account_types, "",   must be between 1 and 20
            """)
    void ofAListThatIsTooLongFewElementsAreLookedAt(String field, String element, String length) {
        String list = String.join(",", Collections.nCopies(2_000, element));

        Reply reply =
                riskflow.shop().post("/risk-flows", "{\"type\": \"one_time\", \"%s\": [%s]}".formatted(field, list));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains(length);
        assertThat(reply.json().path("errors").size()).isLessThan(60);
    }

    @Test
    void whatWasSentIsNotRepeated() {
        Reply reply = riskflow.shop().post("/risk-flows", """
                {"type": "one_time", "name": "Ada\\u0000Lovelace", "accounts": [{"id": "DE88370400440532013000"}]}
                """);
        assertThat(reply.text()).doesNotContain("Lovelace").doesNotContain("DE88");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{",
                "[]",
                "\"one_time\"",
                "type=one_time",
                "{\"type\": \"one_time\"} {}",
                "{'a': 1}"
            })
    void aBodyMustBeOneJsonObject(String body) {
        Reply reply = riskflow.shop().post("/risk-flows", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.member("type")).as(reply.text()).isEqualTo("urn:riskflow:problem:malformed-body");
        assertThat(reply.json().has("errors")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"ongoing\", \"user_id\": \"customer-1\", \"user_id\": \"customer-2\"}",
                "{\"type\": \"one_time\", \"accounts\": [{\"id\": \"1234567890\", \"id\": \"1234567891\"}]}"
            })
    void aMemberThatIsThereTwiceIsRefused(String body) {
        Reply reply = riskflow.shop().post("/risk-flows", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:malformed-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data"})
    void onlyJsonIsTaken(String contentType) {
        Reply reply = riskflow.shop().sendAs(contentType, "POST", "/risk-flows", "{\"type\": \"one_time\"}");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.member("type")).isEqualTo("urn:riskflow:problem:unsupported-media-type");
    }
}
