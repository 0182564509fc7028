package dev.riskflow.dashboard;

import dev.riskflow.flow.RecentFlows;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /dashboard}: what needs a look, and what became of the flows of the last fortnight. */
@Controller
class OverviewController {

    private final RecentFlows recentFlows;

    OverviewController(RecentFlows recentFlows) {
        this.recentFlows = recentFlows;
    }

    @GetMapping("/dashboard")
    String show(Model model) {
        model.addAttribute("overview", Overview.of(recentFlows.statistics()));
        return "dashboard/overview";
    }
}
