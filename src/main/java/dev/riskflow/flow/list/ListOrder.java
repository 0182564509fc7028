package dev.riskflow.flow.list;

/** The two orders of a list. Flows of the same moment follow their ids. */
enum ListOrder {
    /** Newest first; a flow never moves. */
    NEWEST("created_at", "DESC", "<"),
    /** By the latest change; whatever changes moves to the end. */
    CHANGES("changed_at", "ASC", ">");

    private final String column;
    private final String direction;
    private final String beyond;

    ListOrder(String column, String direction, String beyond) {
        this.column = column;
        this.direction = direction;
        this.beyond = beyond;
    }

    String column() {
        return column;
    }

    /** What comes after a place, in the table of this alias. */
    String after(String alias, String place) {
        return "(%s.%s, %s.flow_id) %s (%s)".formatted(alias, column, alias, beyond, place);
    }

    String by(String place, String flowId) {
        return "ORDER BY %s %s, %s %s".formatted(place, direction, flowId, direction);
    }
}
