package dev.riskflow.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A flow as the provider sees it: how far the user is in the widget, and the data that came of it. */
final class SandboxFlow {

    private final String id = UUID.randomUUID().toString();
    private final String widgetKey;
    private final FlowTerms terms;

    private WidgetStep step;
    private List<Integer> chosenAccounts = List.of();
    private @Nullable Instant finishedAt;
    private Instant dataDeletedAt = Instant.MAX;
    private int resyncs;
    private @Nullable String replacement;

    SandboxFlow(FlowTerms terms, String widgetKey) {
        this.terms = terms;
        this.widgetKey = widgetKey;
        this.step = firstStep();
    }

    String id() {
        return id;
    }

    String widgetKey() {
        return widgetKey;
    }

    FlowTerms terms() {
        return terms;
    }

    synchronized WidgetStep step() {
        return step;
    }

    /** Going back to an earlier page is fine, skipping one is not. */
    synchronized boolean mayAnswer(WidgetStep answered) {
        return answered.compareTo(firstStep()) >= 0 && answered.compareTo(step) <= 0;
    }

    synchronized void passed(WidgetStep answered) {
        step = answered.next();
    }

    /** The user left; who comes back to the widget begins again. */
    synchronized void restart() {
        step = firstStep();
    }

    synchronized boolean isFinished() {
        return finishedAt != null;
    }

    synchronized void finish(List<Integer> accounts, Instant now, Duration oneTimeData) {
        chosenAccounts = List.copyOf(accounts);
        finishedAt = now;
        dataDeletedAt = terms.ongoing() ? Instant.MAX : now.plus(oneTimeData);
    }

    synchronized boolean hasData(Instant now) {
        return finishedAt != null && now.isBefore(dataDeletedAt);
    }

    synchronized void resync() {
        resyncs++;
    }

    synchronized void replaceReport(String document) {
        replacement = document;
    }

    /** The same text until the data change. */
    synchronized String report(Instant now, @Nullable Duration resyncEvery) {
        if (finishedAt == null) {
            throw new IllegalStateException("No data before the flow is finished");
        }
        if (replacement != null) {
            return replacement;
        }
        int bySchedule = resyncEvery == null || !terms.saveSecrets()
                ? 0
                : Math.toIntExact(Duration.between(finishedAt, now).dividedBy(resyncEvery));
        return new RiskReport(id, terms, chosenAccounts, finishedAt, resyncs + bySchedule).text();
    }

    private WidgetStep firstStep() {
        return terms.accounts().isEmpty() ? WidgetStep.BANK : WidgetStep.LOGIN;
    }
}
