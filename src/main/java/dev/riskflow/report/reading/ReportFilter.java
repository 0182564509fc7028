package dev.riskflow.report.reading;

import dev.riskflow.provider.FlowType;
import dev.riskflow.provider.Iban;
import dev.riskflow.report.AccessKind;
import dev.riskflow.report.ReportAccess;
import dev.riskflow.report.parameters.BadParameterException;
import dev.riskflow.report.parameters.QueryParameters;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which reports. All that is given must fit; null fits all.
 *
 * @param from the first moment at which a report may have been stored first
 * @param to the first moment at which it may not
 * @param iban of any account in the report's latest version
 * @param affinity exactly, in the provider's words
 * @param indicator name of a risk indicator that is present in the report's latest version, exactly
 */
public record ReportFilter(
        @Nullable String userId,
        @Nullable FlowType type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Iban iban,
        @Nullable String affinity,
        @Nullable String indicator) {

    private static final List<String> PARAMETERS =
            List.of("user_id", "type", "from", "to", "iban", "affinity", "indicator");

    /** The parameters that {@link #of} reads, and those that its caller reads. */
    public static Set<String> knownWith(String... others) {
        Set<String> known = new LinkedHashSet<>(PARAMETERS);
        known.addAll(List.of(others));
        return known;
    }

    /**
     * Reads it from the parameters of the same names, in snake_case.
     *
     * @throws BadParameterException if one makes no sense
     */
    public static ReportFilter of(QueryParameters parameters) {
        return new ReportFilter(
                parameters.text("user_id"),
                parameters.read("type", ReportFilter::type, "must be one_time or ongoing"),
                parameters.time("from"),
                parameters.timeAfter("from", "to"),
                parameters.read("iban", ReportFilter::iban, "is not an IBAN; its check digits must be right as well"),
                parameters.text("affinity"),
                parameters.text("indicator"));
    }

    private static FlowType type(String text) {
        for (FlowType type : FlowType.values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Not a type");
    }

    /** A mistyped one is named: nobody is to read from an empty list that there is no such account. */
    private static Iban iban(String text) {
        Iban iban = new Iban(text);
        if (!iban.hasValidCheckDigits()) {
            throw new IllegalArgumentException("Not an IBAN");
        }
        return iban;
    }

    /** That somebody is about to be shown these, a part of the list that it leads to. */
    public ReportAccess access(AccessKind kind, List<ReportEnvelope> reports) {
        return new ReportAccess(
                kind, reports.stream().map(ReportEnvelope::flowId).toList(), userId, names());
    }

    /** What it is narrowed by, as the parameters are called. */
    private Set<String> names() {
        List<@Nullable Object> values = Arrays.asList(userId, type, from, to, iban, affinity, indicator);
        return IntStream.range(0, values.size())
                .filter(n -> values.get(n) != null)
                .mapToObj(PARAMETERS::get)
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "ReportFilter[***]";
    }
}
