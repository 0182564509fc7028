package dev.riskflow.dashboard;

import dev.riskflow.flow.list.AttentionCounts;
import dev.riskflow.flow.office.RecentFlows;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /dashboard}: what needs a look, and what became of the flows of the last fortnight. */
@Controller
class OverviewController {

    private final AttentionCounts attention;
    private final RecentFlows recentFlows;

    OverviewController(AttentionCounts attention, RecentFlows recentFlows) {
        this.attention = attention;
        this.recentFlows = recentFlows;
    }

    @GetMapping("/dashboard")
    String show(Model model) {
        model.addAttribute("overview", Overview.of(attention.all(), recentFlows.statistics()));
        return "dashboard/overview";
    }
}
