package dev.riskflow.flow.list;

import dev.riskflow.flow.FlowStatus;
import dev.riskflow.provider.FlowType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads a page. It finds the places of as many flows as the page needs, in lists that hold nothing
 * else, and reads those flows only: so its cost follows the page, whatever the filter and however many flows there are.
 *
 * <p>Parameters: {@code at} and {@code flow}, the place that the page begins after; {@code absence}, the provider's limit
 * in seconds; {@code client} and {@code user} where the filter has them; {@code started}, if it has
 * {@code startedFrom}; {@code bound}, for changes.
 */
final class PageSql {

    /** Jumps from client to client in the index. */
    private static final String ALL_CLIENTS = """
            SELECT min(client) FROM flow
            UNION ALL
            SELECT (SELECT min(client) FROM flow WHERE client > clients.client)
              FROM clients WHERE clients.client IS NOT NULL""";

    private static final String ONE_CLIENT = "SELECT CAST(:client AS text)";

    /**
     * An end is near for no flow younger than this: a week less than the shortest consent, or than the longest absence
     * of a user, who was there after the flow was created.
     */
    private static final String WITH_ENDING_START = """
            ending_start (at, flow_id) AS MATERIALIZED (
                SELECT least(:at, youngest), CASE WHEN :at <= youngest THEN :flow ELSE '' END
                  FROM (SELECT clock_timestamp() + interval '7 days' - least(
                            :absence * interval '1 second',
                            (SELECT min(consent_until - created_at) FROM flow
                              WHERE consent_until IS NOT NULL AND renewed_by IS NULL)) AS youngest) bound)""";

    private static final String COLUMNS = """
            flow_id, f.type, f.user_id, f.client, f.binding, f.status, f.reason, f.created_at, f.updated_at,
            f.expires_at, f.returned_at, f.deadline_at, f.consent_until, f.renewed_by, place,
            """;

    private final FlowFilter filter;
    private final ListOrder order;
    private final int rows;

    private PageSql(FlowFilter filter, ListOrder order, int rows) {
        this.filter = filter;
        this.order = order;
        this.rows = rows;
    }

    static String of(FlowFilter filter, ListOrder order, int rows) {
        return new PageSql(filter, order, rows).text();
    }

    /** Counts the flows of one kind, for each client up to a limit. */
    static String count(Attention kind, int limit) {
        return "WITH RECURSIVE clients (client) AS (" + ALL_CLIENTS + "),\n" + WITH_ENDING_START
                + "\nSELECT count(*) FROM ("
                + FoundFlows.attentive(kind).sql(ListOrder.NEWEST, limit) + ") found";
    }

    private String text() {
        return "WITH RECURSIVE clients (client) AS (" + (filter.client() == null ? ALL_CLIENTS : ONE_CLIENT)
                + "),\n" + WITH_ENDING_START
                + ",\nkeys AS (SELECT place, flow_id FROM (" + places() + ") places " + bound()
                + order.by("place", "flow_id")
                + " LIMIT " + rows + ")\nSELECT " + COLUMNS + AttentionSql.columns()
                + "\nFROM keys JOIN flow f USING (flow_id) LEFT JOIN token_grant g USING (flow_id)\n"
                + order.by("place", "flow_id");
    }

    /** Asked of what was found: beside the page's start, the planner would expect so few that it reads and sorts all. */
    private String bound() {
        return order == ListOrder.CHANGES ? "WHERE place < :bound " : "";
    }

    /** UNION, not UNION ALL: a flow may be found for several reasons. */
    private String places() {
        return found().stream()
                .map(flows -> filter.startedFrom() == null ? flows : flows.and("f.created_at >= :started"))
                .map(flows -> flows.sql(order, rows))
                .collect(Collectors.joining("\nUNION\n"));
    }

    private List<FoundFlows> found() {
        AttentionFilter attention = filter.attention();
        if (filter.userId() != null) {
            FoundFlows ofUser = narrowed(FoundFlows.ofUser(filter));
            return List.of(attention == null ? ofUser : ofUser.and(AttentionSql.any(attention.kinds())));
        }
        if (attention != null) {
            return attention.kinds().stream()
                    .map(kind -> narrowed(FoundFlows.attentive(kind)))
                    .toList();
        }
        return List.of(FoundFlows.listed(
                values(FlowType.values(), filter.type()), values(FlowStatus.values(), filter.status())));
    }

    private FoundFlows narrowed(FoundFlows flows) {
        FoundFlows ofType = filter.type() == null
                ? flows
                : flows.and("f.type = '" + filter.type().name() + "'");
        return filter.status() == null
                ? ofType
                : ofType.and("f.status = '" + filter.status().name() + "'");
    }

    private static <E extends Enum<E>> String values(E[] all, @Nullable E one) {
        return Arrays.stream(all)
                .filter(value -> one == null || value == one)
                .map(value -> "('" + value.name() + "')")
                .collect(Collectors.joining(", "));
    }
}
