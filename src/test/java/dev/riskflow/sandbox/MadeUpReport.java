package dev.riskflow.sandbox;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A report as the sandbox would serve it, of a flow that it does not know. */
public final class MadeUpReport {

    private static final URI NOWHERE = URI.create("https://shop.example.com/");

    private MadeUpReport() {}

    /**
     * The same document for the same arguments.
     *
     * @param name that the flow was started with; null: without a verification of the holder
     * @param months of history
     * @param accounts how many the user chose, up to four
     * @param revision how often the data were synchronized anew
     */
    public static String text(
            String flowId, boolean ongoing, @Nullable String name, int months, int accounts, Instant at, int revision) {
        FlowTerms terms = new FlowTerms(
                ongoing,
                NOWHERE,
                ongoing ? "user" : null,
                null,
                Locale.GERMAN,
                name,
                months,
                List.of(),
                List.of(),
                true,
                ongoing);
        List<Integer> chosen = IntStream.range(0, accounts).boxed().toList();
        return new RiskReport(flowId, terms, chosen, at, revision).text();
    }
}
