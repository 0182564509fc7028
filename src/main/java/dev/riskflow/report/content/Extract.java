package dev.riskflow.report.content;

import dev.riskflow.provider.Iban;
import java.util.List;
import java.util.Set;

/**
 * What is taken out of a document when it is stored.
 *
 * @param unread what could not be read, by its path
 * @param ibans of all accounts, for the search
 */
public record Extract(Figures figures, List<String> unread, Set<Iban> ibans) {

    /** Of a document in which nothing could be read: it is stored and shown all the same. */
    public static final Extract NOTHING = new Extract(Figures.NONE, List.of("*"), Set.of());

    @Override
    public String toString() {
        return "Extract[***]";
    }
}
