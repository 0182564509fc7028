package dev.riskflow.report.reading;

import dev.riskflow.StoredTime;
import dev.riskflow.provider.Iban;
import dev.riskflow.report.parameters.PageCursor;
import dev.riskflow.secrets.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Pages of reports, newest first: by {@code first_stored_at} and {@code flow_id}, neither of which ever changes. A page
 * begins after a given report, so it stays the same while new reports arrive, and the last page costs what the first one
 * does.
 *
 * <p>Each filter has an index in this order. Of several filters one leads and the rest is checked row by row: an IBAN or
 * a user leads to few rows; but where a common indicator and a rare affinity hardly ever meet, much is read in vain.
 */
@Repository
public class ReportSearch {

    private final JdbcClient jdbc;

    ReportSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The first of them, or those that follow a given one.
     *
     * @param after where the rows before ended; null for the first ones
     */
    public List<ReportEnvelope> page(ReportFilter filter, int rows, @Nullable PageCursor after) {
        Statement statement = new Statement(filter, after);
        // The limit is literal: a generic plan would take a parameter for a tenth of the table.
        return jdbc.sql("SELECT " + EnvelopeRow.COLUMNS + statement + " LIMIT " + rows)
                .params(statement.parameters)
                .query((row, n) -> EnvelopeRow.read(row))
                .list();
    }

    /** An account's IBAN as the search knows it. */
    public static String digest(Iban iban) {
        return HexFormat.of().formatHex(Digests.sha256(iban.compact().getBytes(StandardCharsets.US_ASCII)));
    }

    private static final class Statement {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        private final SearchKind leading;

        Statement(ReportFilter filter, @Nullable PageCursor after) {
            leading = leading(filter);
            String iban = filter.iban() == null ? null : digest(filter.iban());
            where("s.kind = 'IBAN' AND s.value = :iban", "iban", iban);
            where(
                    leading == SearchKind.INDICATOR ? "s.kind = 'INDICATOR' AND s.value = :indicator" : """
                            EXISTS (SELECT FROM risk_report_search i
                                     WHERE i.kind = 'INDICATOR' AND i.value = :indicator
                                       AND i.first_stored_at = r.first_stored_at AND i.flow_id = r.flow_id)""",
                    "indicator",
                    filter.indicator());
            where(
                    leading == SearchKind.AFFINITY
                            ? "s.kind = 'AFFINITY' AND s.value = :affinity"
                            : "r.affinity = :affinity",
                    "affinity",
                    filter.affinity());
            where("r.user_id = :user", "user", filter.userId());
            if (filter.type() != null) {
                // Literal: one type may be rare, and a generic plan would not know which.
                conditions.add("r.type = '" + filter.type().name() + "'");
            }
            String ordered = alias() + ".first_stored_at";
            where(ordered + " >= :from", "from", StoredTime.of(filter.from()));
            where(ordered + " < :to", "to", StoredTime.of(filter.to()));
            if (after != null) {
                where("(" + ordered + ", " + alias() + ".flow_id) < (:at, :after)", "at", StoredTime.of(after.at()));
                parameters.put("after", after.flowId().value());
            }
        }

        /** NONE: the report itself, by its user, by its type, or as it comes. */
        private static SearchKind leading(ReportFilter filter) {
            if (filter.iban() != null) {
                return SearchKind.IBAN;
            }
            if (filter.userId() != null) {
                return SearchKind.NONE;
            }
            if (filter.indicator() != null) {
                return SearchKind.INDICATOR;
            }
            return filter.affinity() == null ? SearchKind.NONE : SearchKind.AFFINITY;
        }

        /** Order and cursor are those of the table that leads: only so does its index begin and end the page. */
        private String alias() {
            return leading == SearchKind.NONE ? "r" : "s";
        }

        private void where(String condition, String parameter, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                parameters.put(parameter, value);
            }
        }

        @Override
        public String toString() {
            String from = leading == SearchKind.NONE
                    ? " FROM risk_report r"
                    : " FROM risk_report_search s JOIN risk_report r ON r.flow_id = s.flow_id";
            String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
            return from + where + " ORDER BY " + alias() + ".first_stored_at DESC, " + alias() + ".flow_id DESC";
        }
    }

    private enum SearchKind {
        NONE,
        IBAN,
        INDICATOR,
        AFFINITY
    }
}
