package dev.riskflow.dashboard;

import dev.riskflow.report.parameters.BadParameterException;
import dev.riskflow.report.parameters.PageCursor;
import dev.riskflow.report.parameters.QueryParameters;
import dev.riskflow.report.reading.ReportFilter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which reports a list shows. */
final class ReportQuery extends ListQuery {

    static final String PATH = "/dashboard/reports";

    private static final String CURSOR = "cursor";
    private static final Set<String> KNOWN = ReportFilter.knownWith(CURSOR);

    ReportQuery(Map<String, String[]> parameters) {
        super(PATH, CURSOR, parameters);
    }

    /** @throws BadParameterException if one makes no sense */
    ReportFilter filter() {
        return ReportFilter.of(read());
    }

    /** For all that fit: where a page begins makes no sense there. */
    ReportFilter filterOfAll() {
        return ReportFilter.of(parameters(ReportFilter.knownWith()));
    }

    /** Where the page begins; null at the newest report. */
    @Nullable
    PageCursor after() {
        return read().cursor(CURSOR);
    }

    /** The filter that is complained of; empty if it is none that the form has a field for. */
    static Optional<String> fieldOf(BadParameterException exception) {
        return exception.parameter(ReportFilter.knownWith());
    }

    /** All that fit, as a file. */
    public String csv() {
        return allAt(PATH + ".csv");
    }

    private QueryParameters read() {
        return parameters(KNOWN);
    }
}
