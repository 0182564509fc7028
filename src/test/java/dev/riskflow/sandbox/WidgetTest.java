package dev.riskflow.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.sandbox.SandboxClient.Started;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class WidgetTest extends SandboxTestBase {

    @Test
    void theWholeWalkEndsAtTheRedirectUriWithACode() throws Exception {
        Started flow = client.start();

        URI callback = SandboxUser.finish(flow.location());

        assertThat(callback.toString()).startsWith(SandboxClient.REDIRECT_URI + "?");
        assertThat(SandboxClient.parameters(callback))
                .containsEntry("state", "s t&1")
                .containsEntry("flow_id", flow.id())
                .containsEntry("success", "true")
                .containsKey("code")
                .doesNotContainKeys("cancel", "abort");
        assertThat(client.exchange(callback).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(WidgetStep.class)
    void onEveryPageTheUserMayCancelOrFailAndComeBack(WidgetStep step) throws Exception {
        Started flow = client.start();

        URI cancelled = SandboxUser.open(flow.location()).advanceTo(step).cancel();
        URI failed = SandboxUser.open(flow.location()).advanceTo(step).fail();

        assertThat(SandboxClient.parameters(cancelled))
                .isEqualTo(Map.of("state", "s t&1", "flow_id", flow.id(), "success", "false", "cancel", "true"));
        assertThat(SandboxClient.parameters(failed))
                .isEqualTo(Map.of("state", "s t&1", "flow_id", flow.id(), "success", "false", "cancel", "false"));
        assertThat(SandboxClient.parameters(SandboxUser.finish(flow.location())))
                .containsKey("code");
    }

    @Test
    void theOtherSpellingSaysAbortAlways() throws Exception {
        provider.adjust(conduct -> conduct.withSpelling(CallbackSpelling.ABORT));
        Started flow = client.start();

        assertThat(SandboxClient.parameters(SandboxUser.open(flow.location()).cancel()))
                .containsEntry("success", "false")
                .containsEntry("abort", "true")
                .doesNotContainKey("cancel");
        assertThat(SandboxClient.parameters(SandboxUser.open(flow.location()).fail()))
                .containsEntry("abort", "false");
        assertThat(SandboxClient.parameters(SandboxUser.finish(flow.location())))
                .containsEntry("success", "true")
                .containsEntry("abort", "false")
                .containsKey("code");
    }

    @ParameterizedTest
    @CsvSource({
        "BANK, bank, sparbank",
        "LOGIN, password, 000000",
        "METHOD, method, app",
        "OTP, otp, 000000",
        "ACCOUNTS, account, 99"
    })
    void aWrongAnswerIsToldAndMayBeCorrected(WidgetStep step, String field, String wrong) throws Exception {
        WidgetVisit visit = SandboxUser.open(client.start().location()).advanceTo(step);

        assertThat(visit.submit("username", "figo01", field, wrong)).isNull();

        assertThat(visit.showsError()).isTrue();
        assertThat(visit.step()).isEqualTo(step);
        assertThat(visit.html()).doesNotContain("000000");
        assertThat(SandboxClient.parameters(visit.finish())).containsKey("code");
    }

    @Test
    void noPageCanBeSkipped() throws Exception {
        Started flow = client.start();
        WidgetVisit visit = SandboxUser.open(flow.location());

        assertThat(visit.submit("step", "ACCOUNTS", "account", "0")).isNull();
        client.send(HttpRequest.newBuilder(URI.create(flow.location()))
                .POST(HttpRequest.BodyPublishers.ofString("action=continue&step=ACCOUNTS&account=0"))
                .build());

        assertThat(SandboxUser.open(flow.location()).step()).isEqualTo(WidgetStep.BANK);
    }

    @Test
    void aFinishedLocationIsUsedUp() throws Exception {
        Started flow = client.start();
        SandboxUser.finish(flow.location());

        WidgetVisit again = SandboxUser.open(flow.location());

        assertThat(again.status()).isEqualTo(410);
        assertThat(again.step()).isNull();
        assertThat(again.html()).contains("schon verwendet");
    }

    @Test
    void preselectedAccountsSkipTheBankAndAreTheReportsMain() throws Exception {
        String iban = GermanIban.random(new Dice("preselected"));
        Started flow = client.start(
                "onetime",
                Json.object("redirect_uri", SandboxClient.REDIRECT_URI, "accounts", List.of(Json.object("id", iban))));
        WidgetVisit visit = SandboxUser.open(flow.location());

        assertThat(visit.step()).isEqualTo(WidgetStep.LOGIN);
        JsonNode accounts = report(flow, visit.finish()).get("accounts");
        assertThat(accounts.get(0).get("iban").asString()).isEqualTo(iban);
        assertThat(accounts.get(0).get("is_main_account").asBoolean()).isTrue();
    }

    @Test
    void onlyTheChosenAccountsAreReported() throws Exception {
        Started flow = client.start();

        URI callback = SandboxUser.open(flow.location()).finishWithAccounts(0, 2);

        assertThat(report(flow, callback).get("accounts"))
                .extracting(account -> account.get("name").asString())
                .containsExactly("Girokonto", "Haushaltskonto");
    }

    @Test
    void withoutMultiSelectionOnlyOneAccountMayBeChosen() throws Exception {
        Started flow = client.start(
                "onetime", Json.object("redirect_uri", SandboxClient.REDIRECT_URI, "allow_multi_selection", "false"));
        WidgetVisit visit = SandboxUser.open(flow.location()).advanceTo(WidgetStep.ACCOUNTS);

        assertThat(visit.html()).contains("type=\"radio\"").doesNotContain("type=\"checkbox\"");
        assertThat(visit.submit("account", "0", "account", "1")).isNull();
        assertThat(visit.showsError()).isTrue();
    }

    @Test
    void oneRequestDoesTheWholeWalkWithAllAccounts() throws Exception {
        Started flow = client.start();

        URI callback = Objects.requireNonNull(SandboxUser.open(flow.location()).hurry("figo01", "654321", "123456"));

        assertThat(report(flow, callback).get("accounts")).hasSize(4);
    }

    @Test
    void oneRequestTakesTheFirstAccountWhereOnlyOneMayBeChosen() throws Exception {
        Started flow = client.start(
                "onetime", Json.object("redirect_uri", SandboxClient.REDIRECT_URI, "allow_multi_selection", "false"));

        URI callback = Objects.requireNonNull(SandboxUser.open(flow.location()).hurry("figo01", "654321", "123456"));

        assertThat(report(flow, callback).get("accounts"))
                .extracting(account -> account.get("name").asString())
                .containsExactly("Girokonto");
    }

    @ParameterizedTest
    @CsvSource({"figo02,654321,123456,LOGIN", "figo01,000000,123456,LOGIN", "figo01,654321,000000,OTP"})
    void oneRequestWithAWrongAnswerEndsNothing(String username, String password, String otp, WidgetStep complaint)
            throws Exception {
        Started flow = client.start();
        WidgetVisit visit = SandboxUser.open(flow.location());

        assertThat(visit.hurry(username, password, otp)).isNull();

        assertThat(visit.status()).isEqualTo(422);
        assertThat(visit.showsError()).isTrue();
        assertThat(visit.step()).isEqualTo(complaint);
        assertThat(SandboxUser.open(flow.location()).step()).isEqualTo(WidgetStep.BANK);
    }

    private JsonNode report(Started flow, URI callback) throws Exception {
        SandboxClient.Tokens tokens = SandboxClient.Tokens.of(client.exchange(callback));
        return SandboxClient.json(client.report(flow.id(), tokens.access()));
    }
}
