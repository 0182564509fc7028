package dev.riskflow.dashboard;

import dev.riskflow.flow.list.FlowList;
import dev.riskflow.flow.office.Flows;
import dev.riskflow.provider.FlowId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
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

    /** A form sends its empty fields as well; the URL that is kept has none of them. */
    @GetMapping("/dashboard/flows")
    ModelAndView show(@RequestParam Map<String, String> parameters) {
        FlowQuery query = FlowQuery.of(parameters);
        boolean emptyFields = parameters.containsValue("");
        return emptyFields ? new ModelAndView("redirect:" + query.url()) : view("dashboard/flows", page(query));
    }

    /** The part that changes, for a page that shows what {@code seen} names; nothing while that is still so. */
    @GetMapping(path = "/dashboard/flows", headers = "HX-Request")
    ModelAndView changed(@RequestParam Map<String, String> parameters) {
        ShownFlows shown = page(FlowQuery.of(parameters));
        return shown.version().equals(parameters.get("seen"))
                ? Live.unchanged()
                : view("dashboard/flows :: changed", shown);
    }

    /** Leads to the flow of that id, or else to the flows of that user, whose id may begin or end with a space. */
    @GetMapping("/dashboard/find")
    String find(@RequestParam String q) {
        String wanted = q.strip();
        return flow(wanted).isPresent()
                ? "redirect:/dashboard/flows/" + wanted
                : "redirect:"
                        + FlowQuery.of(Map.of("user_id", wanted.isEmpty() ? "" : q))
                                .url();
    }

    private Optional<?> flow(String id) {
        try {
            return flows.find(new FlowId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ShownFlows page(FlowQuery query) {
        return new ShownFlows(query, list.page(query.filter(), PAGE, query.after()));
    }

    private static ModelAndView view(String name, ShownFlows shown) {
        return new ModelAndView(name, "shownFlows", shown);
    }
}
