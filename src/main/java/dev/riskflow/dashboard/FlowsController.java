package dev.riskflow.dashboard;

import dev.riskflow.flow.list.FlowList;
import dev.riskflow.flow.office.Flows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.parameters.BadParameterException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** {@code GET /dashboard/flows}: the list of flows, with its filters in the URL. */
@Controller
class FlowsController {

    private static final int PAGE = 50;

    private final FlowList list;
    private final Flows flows;

    FlowsController(FlowList list, Flows flows) {
        this.list = list;
        this.flows = flows;
    }

    /**
     * A form sends its empty fields as well; the URL that is kept has none of them. A filter that makes no sense is shown
     * where it was typed.
     */
    @GetMapping(FlowQuery.PATH)
    ModelAndView show(HttpServletRequest request) {
        FlowQuery query = new FlowQuery(request.getParameterMap());
        try {
            ShownFlows shown = shown(query);
            boolean emptyFields = request.getParameterMap().values().stream().anyMatch(FlowsController::isEmpty);
            return emptyFields ? new ModelAndView("redirect:" + query.url()) : page(shown);
        } catch (BadParameterException e) {
            String field = FlowQuery.fieldOf(e).orElseThrow(() -> e);
            ModelAndView view = page(ShownFlows.refused(query, field));
            view.setStatus(HttpStatus.BAD_REQUEST);
            return view;
        }
    }

    private static boolean isEmpty(String... values) {
        return values.length == 1 && values[0].isEmpty();
    }

    /** The part that changes, for a page that shows what {@code seen} names; nothing while that is still so. */
    @GetMapping(path = FlowQuery.PATH, headers = "HX-Request")
    ModelAndView changed(HttpServletRequest request, @RequestParam @Nullable String seen) {
        ShownFlows shown = shown(new FlowQuery(request.getParameterMap()));
        return shown.version().equals(seen) ? Live.unchanged() : view("dashboard/flows :: changed", shown);
    }

    /** Leads to the flow of that id, or else to the flows of that user, whose id may begin or end with a space. */
    @GetMapping("/dashboard/find")
    String find(@RequestParam MultiValueMap<String, String> parameters) {
        List<String> given = parameters.getOrDefault("q", List.of());
        if (given.size() != 1) {
            throw new BadParameterException("q must be given once");
        }
        String q = given.getFirst();
        String wanted = q.strip();
        return flow(wanted).isPresent()
                ? "redirect:" + FlowQuery.PATH + "/" + wanted
                : "redirect:" + FlowQuery.ofUser(wanted.isEmpty() ? "" : q).url();
    }

    private Optional<?> flow(String id) {
        try {
            return flows.find(new FlowId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ShownFlows shown(FlowQuery query) {
        return ShownFlows.of(query, list.page(query.filter(), PAGE, query.after()));
    }

    private static ModelAndView page(ShownFlows shown) {
        return view("dashboard/flows", shown)
                .addObject("here", Shell.inLanguage(shown.query().url()));
    }

    private static ModelAndView view(String name, ShownFlows shown) {
        return new ModelAndView(name, "shownFlows", shown);
    }
}
