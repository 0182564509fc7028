package dev.riskflow.report.content;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Places of a document that could not be read: the first ones, since a document may be odd all over. */
final class UnreadPaths {

    private static final int MOST = 50;

    private final Set<String> paths = new LinkedHashSet<>();

    /** A name that can't be stored is the provider's own invention; that there is one is still said. */
    void add(String path) {
        if (paths.size() < MOST) {
            paths.add(Field.isStorable(path) ? path : "?");
        }
    }

    List<String> list() {
        return List.copyOf(paths);
    }
}
