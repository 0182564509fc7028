package dev.riskflow.flow.list;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What each kind of attention means, of a flow {@code f} with its grant {@code g}, or the copy in flow_attention. */
final class AttentionSql {

    private AttentionSql() {}

    /** Whether it is one of these. */
    static String any(Set<Attention> kinds) {
        return kinds.stream().map(AttentionSql::meaning).collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** A column for each, named as in the API. */
    static String columns() {
        return Arrays.stream(Attention.values())
                .map(kind -> meaning(kind) + " AS " + kind.text())
                .collect(Collectors.joining(", "));
    }

    static String meaning(Attention kind) {
        return "(f.renewed_by IS NULL AND "
                + switch (kind) {
                    case REAUTHORIZE -> "f.type = 'ONGOING' AND f.status = 'COMPLETED' AND g.state = 'REAUTHORIZE'";
                    case CONSENT_ENDING -> """
                            f.type = 'ONGOING' AND f.status = 'COMPLETED'
                            AND (f.consent_until <= (SELECT clock_timestamp()) + interval '7 days'
                                 OR g.user_active_at <= (SELECT clock_timestamp()) + interval '7 days'
                                                            - :absence * interval '1 second')""";
                    case IN_DOUBT -> "g.state = 'IN_DOUBT'";
                    case DEADLINE_NEAR -> """
                            f.type = 'ONE_TIME' AND f.status IN ('AUTHORIZED', 'FETCHING')
                            AND f.deadline_at <= (SELECT clock_timestamp()) + interval '15 minutes'""";
                }
                + ")";
    }
}
