package dev.riskflow.dashboard;

import dev.riskflow.flow.FlowView;
import dev.riskflow.flow.office.Flows;
import dev.riskflow.flow.office.RetryingFlow;
import dev.riskflow.provider.FlowId;
import dev.riskflow.token.Grants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code GET /dashboard/flows/{flow_id}}: one flow, what became of its tokens, and what to do. */
@Controller
@RequestMapping("/dashboard/flows/{flow_id}")
class FlowPageController {

    private final Flows flows;
    private final RetryingFlow retryingFlow;
    private final Grants grants;

    FlowPageController(Flows flows, RetryingFlow retryingFlow, Grants grants) {
        this.flows = flows;
        this.retryingFlow = retryingFlow;
        this.grants = grants;
    }

    @GetMapping
    ModelAndView show(@PathVariable("flow_id") FlowId id) {
        return view("dashboard/flow", page(id));
    }

    /** The part that changes, for a page that shows what {@code seen} names; nothing while that is still so. */
    @GetMapping(headers = "HX-Request")
    ModelAndView changed(@PathVariable("flow_id") FlowId id, @RequestParam @Nullable String seen) {
        ShownFlow page = page(id);
        return page.version().equals(seen) ? Live.unchanged() : view("dashboard/flow :: changed", page);
    }

    /** Back to the page, which says what came of it. */
    @PostMapping("/retry")
    String retry(@PathVariable("flow_id") FlowId id, RedirectAttributes next) {
        next.addFlashAttribute("said", retried(id) ? "dashboard.retry.done" : "dashboard.retry.late");
        return "redirect:/dashboard/flows/" + id;
    }

    /** False if it went on, or ended, while somebody was looking at the button. */
    private boolean retried(FlowId id) {
        try {
            retryingFlow.retry(id);
            return true;
        } catch (ErrorResponseException problem) {
            if (problem.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT)) {
                return false;
            }
            throw problem;
        }
    }

    private ShownFlow page(FlowId id) {
        FlowView flow = flows.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ShownFlow.of(flow, grants.story(id).orElse(null), retryingFlow.isRetryable(id));
    }

    private static ModelAndView view(String name, ShownFlow page) {
        return new ModelAndView(name, "page", page);
    }
}
