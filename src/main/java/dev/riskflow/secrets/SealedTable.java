package dev.riskflow.secrets;

import java.util.List;

/**
 * A table with sealed columns. As a bean it takes part in a change of keys: a start without a key that its rows need is
 * refused, and its rows move to the primary key. Its column {@code sealed_with} names the key of all the sealed values of
 * a row; an index on it and {@code row}, in this order, serves both.
 *
 * @param name of the table
 * @param row the column that names a row, in the table as in each seal; text, unique, and never changed
 * @param columns those that are sealed, null where a row has none
 */
public record SealedTable(String name, String row, List<SealedColumn> columns) {

    public SealedTable {
        columns = List.copyOf(columns);
        if (!columns.stream().allMatch(column -> column.name().equals(name + '.' + column.column()))) {
            throw new IllegalArgumentException("A column of another table: " + name);
        }
    }
}
