package dev.riskflow.dashboard;

import dev.riskflow.flow.list.FlowFilter;
import dev.riskflow.report.parameters.BadParameterException;
import dev.riskflow.report.parameters.PageCursor;
import dev.riskflow.report.parameters.QueryParameters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which flows a list shows: other than in the API, also those of one client, or of the days since one. */
final class FlowQuery extends ListQuery {

    static final String PATH = "/dashboard/flows";

    private static final String CLIENT = "client";
    private static final String FROM = "from";
    private static final String CURSOR = "cursor";
    private static final Set<String> FIELDS = FlowFilter.knownWith(CLIENT, FROM);
    private static final Set<String> KNOWN = FlowFilter.knownWith(CLIENT, FROM, CURSOR);

    FlowQuery(Map<String, String[]> parameters) {
        super(PATH, CURSOR, parameters);
    }

    static FlowQuery ofUser(String id) {
        return new FlowQuery(Map.of("user_id", new String[] {id}));
    }

    /** @throws BadParameterException if one makes no sense */
    FlowFilter filter() {
        QueryParameters parameters = parameters(KNOWN);
        return FlowFilter.of(parameters, parameters.text(CLIENT)).withStartedFrom(parameters.time(FROM));
    }

    /** Where the page begins; null at the newest flow. */
    @Nullable
    PageCursor after() {
        return parameters(KNOWN).cursor(CURSOR);
    }

    /** The filter that is complained of; empty if it is none that the form has a field for. */
    static Optional<String> fieldOf(BadParameterException exception) {
        return exception.parameter(FIELDS);
    }

    /** This page, for a script that knows what is shown. */
    String changedSince(String seen) {
        String here = url();
        return here + (here.indexOf('?') < 0 ? "?" : "&") + "seen=" + seen;
    }
}
