package dev.riskflow.sandbox;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The widget's pages as HTML: one form each, usable without script. Names and ids are part of the sandbox's promise to
 * browser tests: form {@code widget}; fields {@code bank}, {@code username}, {@code password}, {@code method}, {@code otp},
 * {@code account}; buttons {@code action} with the values and ids {@code continue}, {@code cancel}, {@code fail}; the
 * complaint, if any, has the id {@code error}. Without a browser, one form does it all: {@code action} with the value
 * {@code hurry}, and the fields {@code username}, {@code password}, {@code otp}.
 */
final class WidgetPage {

    private static final String PHONE = "Auth method by phone";

    private final WidgetTexts texts;

    WidgetPage(SandboxFlow flow) {
        this.texts = new WidgetTexts(flow.terms().language());
    }

    /** @param error key of the complaint, or null */
    String step(SandboxFlow flow, WidgetStep step, @Nullable String error) {
        String body = switch (step) {
            case BANK ->
                radio("bank", Widget.MOCK_BANK, "Mockbank Decoupled/Embedded", true)
                        + radio("bank", "sparbank", "Sparbank Beispielstadt", false)
                        + radio("bank", "genobank", "Genossenschaftsbank Musterland", false);
            case LOGIN ->
                input("username", "text", "username")
                        + input("password", "password", "current-password")
                        + hint(SandboxUser.USERNAME + " / " + SandboxUser.PASSWORD);
            case METHOD ->
                radio("method", Widget.PHONE, PHONE, true) + radio("method", "app", "Auth method by app", false);
            case OTP -> input("otp", "text", "one-time-code") + hint(SandboxUser.OTP);
            case ACCOUNTS -> accounts(flow);
        };
        return WidgetLayout.page(texts, step.name(), title(step), complaint(error) + form(step, body));
    }

    /** The location after a finished flow. */
    String used() {
        return WidgetLayout.page(texts, "USED", texts.get("used.title"), paragraph(texts.get("used.text")));
    }

    /** In an iframe nothing is redirected: the parent window is told instead. */
    String message(Callback callback, CallbackSpelling spelling) {
        String wholeUrl = spelling == CallbackSpelling.CANCEL ? "location" : "link";
        Object data = Json.object(
                "query",
                callback.parameters(),
                "url",
                callback.redirectUri().toString(),
                wholeUrl,
                callback.uri().toString());
        // The sandbox guards no data of anybody, so any page may embed it and listen.
        String script = "<script>window.parent.postMessage(" + Html.scriptJson(data) + ", '*')</script>";
        return WidgetLayout.page(texts, "DONE", texts.get("done.title"), paragraph(texts.get("done.text")) + script);
    }

    private String title(WidgetStep step) {
        return texts.get(
                switch (step) {
                    case BANK -> "bank.title";
                    case LOGIN -> "login.title";
                    case METHOD -> "method.title";
                    case OTP -> "otp.title";
                    case ACCOUNTS -> "accounts.title";
                });
    }

    private String form(WidgetStep step, String body) {
        return """
                <form id="widget" method="post" autocomplete="off">
                <input type="hidden" name="step" value="%s">
                <fieldset><legend>%s</legend>%s</fieldset>
                <div class="actions">%s%s%s</div>
                </form>
                """.formatted(
                        step.name(),
                        Html.escape(title(step)),
                        body,
                        button("continue", ""),
                        button("cancel", " formnovalidate"),
                        button("fail", " formnovalidate"));
    }

    private String accounts(SandboxFlow flow) {
        List<BankAccount> accounts = Portfolio.of(flow.id(), flow.terms());
        return IntStream.range(0, accounts.size())
                .mapToObj(index -> account(flow.terms(), accounts.get(index), index))
                .collect(joining());
    }

    private String account(FlowTerms terms, BankAccount account, int index) {
        boolean preselected = index == 0
                || (terms.multiSelection() && index < terms.accounts().size());
        return choice(
                terms.multiSelection() ? "checkbox" : "radio", "account", "" + index, label(account), preselected);
    }

    /** What tells accounts apart, line by line: also a narrow screen breaks no number. */
    private static String label(BankAccount account) {
        return Html.escape(account.name()) + "<small>" + Html.escape(account.iban()) + "</small><small>"
                + Html.escape(String.join(", ", account.owners())) + "</small>";
    }

    private String radio(String name, String value, String label, boolean checked) {
        return choice("radio", name, value, Html.escape(label), checked);
    }

    /** @param label as HTML */
    private static String choice(String type, String name, String value, String label, boolean checked) {
        return """
                <label class="choice" for="%2$s-%3$s"><input type="%1$s" id="%2$s-%3$s" name="%2$s" value="%3$s"%5$s> \
                <span>%4$s</span></label>
                """.formatted(type, name, Html.escape(value), label, checked ? " checked" : "");
    }

    private String input(String name, String type, String autocomplete) {
        return """
                <label for="%1$s">%2$s</label>
                <input id="%1$s" name="%1$s" type="%3$s" autocomplete="%4$s" required>
                """.formatted(name, Html.escape(texts.get(name)), type, autocomplete);
    }

    private String button(String action, String attributes) {
        return "<button id=\"%1$s\" name=\"action\" value=\"%1$s\" class=\"%1$s\"%2$s>%3$s</button>\n"
                .formatted(action, attributes, Html.escape(texts.get(action)));
    }

    private String complaint(@Nullable String error) {
        return error == null
                ? ""
                : "<p id=\"error\" role=\"alert\" class=\"error\">" + Html.escape(texts.get(error)) + "</p>\n";
    }

    private String hint(String credentials) {
        return "<p class=\"hint\">" + Html.escape(texts.get("hint")) + " <code>" + Html.escape(credentials)
                + "</code></p>\n";
    }

    private static String paragraph(String text) {
        return "<p>" + Html.escape(text) + "</p>\n";
    }
}
