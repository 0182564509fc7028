package dev.riskflow.flow.browser;

import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.provider.FlowId;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code GET /return/{flow_id}}: where a browser ends when its flow has no return URL. */
@Controller
class ReturnPageController {

    private final FlowRepository flows;
    private final ReturnPage page;

    ReturnPageController(FlowRepository flows, ReturnPage page) {
        this.flows = flows;
        this.page = page;
    }

    /** Says how it went, and nothing else: whoever has the URL may see this page. */
    @GetMapping("/return/{flow_id}")
    String show(@PathVariable("flow_id") FlowId flowId, Locale browser, Model model) {
        return flows.findById(flowId.value())
                .map(flow -> page.show(ReturnPage.Outcome.of(flow.status()), language(flow, browser), model))
                .orElseGet(() -> page.show(ReturnPage.Outcome.UNKNOWN, browser, model));
    }

    private static Locale language(Flow flow, Locale browser) {
        return flow.language() == null ? browser : Locale.forLanguageTag(flow.language());
    }
}
