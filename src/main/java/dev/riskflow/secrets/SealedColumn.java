package dev.riskflow.secrets;

import java.nio.charset.StandardCharsets;

/**
 * The place that a sealed value belongs to. It enters the seal as associated data, so that a value copied to another
 * row or column does not open there.
 *
 * @param name table and column, as in {@code flow.location}
 */
public record SealedColumn(String name) {

    byte[] associatedData(String row) {
        return (name + '\n' + row).getBytes(StandardCharsets.UTF_8);
    }

    /** The column's own name. */
    String column() {
        return name.substring(name.indexOf('.') + 1);
    }
}
