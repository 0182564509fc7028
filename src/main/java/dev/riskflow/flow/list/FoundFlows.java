package dev.riskflow.flow.list;

/**
 * Where the flows of a list are found: a query of their places and ids, written so that an index gives their order.
 *
 * @param each what there is a list of its own for; their heads are merged
 * @param from tables, flow {@code f} among them
 * @param place alias of the table whose index gives the order
 * @param where beginning of the condition
 * @param after the place that the page begins after: time and id
 */
record FoundFlows(String each, String from, String place, String where, String after) {

    private static final String PAGE_START = ":at, :flow";

    /** What may end soon, and comes after the page's start: nothing younger is looked at. */
    private static final String ENDING_START =
            "(SELECT ending_start.at FROM ending_start), (SELECT ending_start.flow_id FROM ending_start)";

    /** A user has few flows. */
    static FoundFlows ofUser(FlowFilter filter) {
        return new FoundFlows(
                "(VALUES (1)) once",
                "flow f LEFT JOIN token_grant g USING (flow_id)",
                "f",
                "f.user_id = :user" + (filter.client() == null ? "" : " AND f.client = :client"),
                PAGE_START);
    }

    /** Each client, type and status stand together in the indexes. */
    static FoundFlows listed(String types, String statuses) {
        return new FoundFlows(
                "clients CROSS JOIN (VALUES %s) types (type) CROSS JOIN (VALUES %s) statuses (status)"
                        .formatted(types, statuses),
                "flow f",
                "f",
                "f.client = clients.client AND f.type = types.type AND f.status = statuses.status",
                PAGE_START);
    }

    /** Looks where such flows stand together. That is a matter of cost: what it means decides. */
    static FoundFlows attentive(Attention kind) {
        FoundFlows found = switch (kind) {
            case REAUTHORIZE, IN_DOUBT ->
                new FoundFlows(
                        "clients",
                        "flow_attention g JOIN flow f USING (flow_id)",
                        "g",
                        "g.client = clients.client",
                        PAGE_START);
            case CONSENT_ENDING -> ofEachClient(ENDING_START);
            case DEADLINE_NEAR -> ofEachClient(PAGE_START);
        };
        return found.and(AttentionSql.meaning(kind));
    }

    private static FoundFlows ofEachClient(String after) {
        return new FoundFlows(
                "clients", "flow f LEFT JOIN token_grant g USING (flow_id)", "f", "f.client = clients.client", after);
    }

    FoundFlows and(String condition) {
        return new FoundFlows(each, from, place, where + " AND " + condition, after);
    }

    String sql(ListOrder order, int rows) {
        String column = place + "." + order.column();
        return "SELECT head.place, head.flow_id FROM " + each + " CROSS JOIN LATERAL (SELECT " + column + " AS place, "
                + place + ".flow_id FROM " + from + " WHERE " + where + " AND " + order.after(place, after) + " "
                + order.by(column, place + ".flow_id") + " LIMIT " + rows + ") head";
    }
}
