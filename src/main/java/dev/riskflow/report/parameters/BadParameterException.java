package dev.riskflow.report.parameters;

import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A parameter of a list that makes no sense: the caller's error. The message names it and does not repeat its value. */
public final class BadParameterException extends ResponseStatusException {

    private static final long serialVersionUID = 1L;

    private final String complaint;

    /** @param complaint for the caller's eyes, as in {@code limit must be from 1 to 200} */
    public BadParameterException(String complaint) {
        super(HttpStatus.BAD_REQUEST, complaint);
        this.complaint = complaint;
    }

    public String complaint() {
        return complaint;
    }

    /** The parameter that is complained of; empty if it is none of these. */
    public Optional<String> parameter(Set<String> known) {
        String name = complaint.split(" ", 2)[0];
        return known.contains(name) ? Optional.of(name) : Optional.empty();
    }
}
