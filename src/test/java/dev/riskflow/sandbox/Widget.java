package dev.riskflow.sandbox;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pages where the user signs in at the mock bank, and the redirect at their end. */
final class Widget {

    static final String PATH = "/widget/";
    static final String MOCK_BANK = "mockbank";
    static final String PHONE = "phone";

    private final Stage stage;
    private final Flows flows;
    private final Grants grants;

    Widget(Stage stage, Flows flows, Grants grants) {
        this.stage = stage;
        this.flows = flows;
        this.grants = grants;
    }

    Answer serve(Incoming request) {
        SandboxFlow flow = flows.findByWidgetKey(request.path().substring(PATH.length()));
        if (flow == null) {
            return ErrorShape.PLAIN.render(404, "not_found", "no such widget");
        }
        return respond(flow, request)
                // The location is a secret: no cache, no referrer.
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }

    /** All of it at once: every account is chosen, or the first where only one may be. */
    URI finish(SandboxFlow flow) {
        return finish(flow, allAccounts(flow)).uri();
    }

    private Answer respond(SandboxFlow flow, Incoming request) {
        // One page after the other, also for a user who clicks twice.
        synchronized (flow) {
            if (flow.isFinished()) {
                return Answer.html(410, new WidgetPage(flow).used());
            }
            return request.method().equals("POST") ? submitted(flow, request) : page(flow, null);
        }
    }

    private Answer submitted(SandboxFlow flow, Incoming request) {
        Form form = Form.parse(request.body());
        return switch (form.value("action")) {
            case "cancel" -> left(flow, request, true);
            case "fail" -> left(flow, request, false);
            case "hurry" -> hurried(flow, request, form);
            default -> proceed(flow, request, form);
        };
    }

    private Answer left(SandboxFlow flow, Incoming request, boolean cancelled) {
        flow.restart();
        return handBack(flow, request, Callback.unsuccessful(flow, spelling(), cancelled));
    }

    /** The whole walk in one form, for callers without a browser; user and one-time code are checked all the same. */
    private Answer hurried(SandboxFlow flow, Incoming request, Form form) {
        for (WidgetStep step : List.of(WidgetStep.LOGIN, WidgetStep.OTP)) {
            String error = complaint(flow, step, form);
            if (error != null) {
                return Answer.html(422, new WidgetPage(flow).step(flow, step, error));
            }
        }
        return handBack(flow, request, finish(flow, allAccounts(flow)));
    }

    private Answer proceed(SandboxFlow flow, Incoming request, Form form) {
        Optional<WidgetStep> step = Arrays.stream(WidgetStep.values())
                .filter(known -> known.name().equals(form.value("step")))
                .filter(flow::mayAnswer)
                .findFirst();
        if (step.isEmpty()) {
            return page(flow, null);
        }
        String error = complaint(flow, step.get(), form);
        if (error != null) {
            return Answer.html(422, new WidgetPage(flow).step(flow, step.get(), error));
        }
        if (step.get().isLast()) {
            return handBack(flow, request, finish(flow, chosenAccounts(flow, form)));
        }
        flow.passed(step.get());
        return Answer.redirect(URI.create(request.path()));
    }

    /** The key of what is wrong with the user's answer, or null. */
    private static @Nullable String complaint(SandboxFlow flow, WidgetStep step, Form form) {
        return switch (step) {
            case BANK -> form.value("bank").equals(MOCK_BANK) ? null : "bank.error";
            case LOGIN ->
                form.value("username").equals(SandboxUser.USERNAME)
                                && form.value("password").equals(SandboxUser.PASSWORD)
                        ? null
                        : "login.error";
            case METHOD -> form.value("method").equals(PHONE) ? null : "method.error";
            case OTP -> form.value("otp").strip().equals(SandboxUser.OTP) ? null : "otp.error";
            case ACCOUNTS -> {
                int count = chosenAccounts(flow, form).size();
                yield count == 1 || (count > 1 && flow.terms().multiSelection()) ? null : "accounts.error";
            }
        };
    }

    private static List<Integer> chosenAccounts(SandboxFlow flow, Form form) {
        int known = Portfolio.of(flow.id(), flow.terms()).size();
        return firstAccounts(known).stream()
                .filter(index -> form.values("account").contains(index.toString()))
                .toList();
    }

    /** Or the first, where only one may be chosen. */
    private static List<Integer> allAccounts(SandboxFlow flow) {
        return firstAccounts(
                flow.terms().multiSelection()
                        ? Portfolio.of(flow.id(), flow.terms()).size()
                        : 1);
    }

    private static List<Integer> firstAccounts(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private Callback finish(SandboxFlow flow, List<Integer> accounts) {
        Conduct conduct = stage.conduct();
        flow.finish(accounts, conduct.clock().instant(), conduct.lifetimes().oneTimeData());
        return Callback.succeeded(flow, spelling(), grants.issueCode(flow));
    }

    private Answer handBack(SandboxFlow flow, Incoming request, Callback callback) {
        if ("iframe".equals(request.fetchDestination())) {
            return Answer.html(200, new WidgetPage(flow).message(callback, spelling()));
        }
        return Answer.redirect(callback.uri());
    }

    private static Answer page(SandboxFlow flow, @Nullable String error) {
        return Answer.html(200, new WidgetPage(flow).step(flow, flow.step(), error));
    }

    private CallbackSpelling spelling() {
        return stage.conduct().spelling();
    }
}
