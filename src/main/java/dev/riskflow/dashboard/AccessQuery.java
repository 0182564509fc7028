package dev.riskflow.dashboard;

import dev.riskflow.privacy.access.AccessFilter;
import dev.riskflow.report.parameters.BadParameterException;
import java.util.Map;
import java.util.Optional;

/** Which entries of the access log a page shows. */
final class AccessQuery extends ListQuery {

    static final String PATH = "/dashboard/access-log";

    private static final String BEFORE = "before";

    AccessQuery(Map<String, String[]> parameters) {
        super(PATH, BEFORE, parameters);
    }

    /** @throws BadParameterException if one makes no sense */
    AccessFilter filter() {
        return AccessFilter.of(parameters(AccessFilter.PARAMETERS));
    }

    /** The filter that is complained of; empty if it is none that the form has a field for. */
    static Optional<String> fieldOf(BadParameterException exception) {
        return exception.parameter(AccessFilter.PARAMETERS).filter(name -> !name.equals(BEFORE));
    }
}
