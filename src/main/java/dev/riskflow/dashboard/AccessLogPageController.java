package dev.riskflow.dashboard;

import dev.riskflow.privacy.access.AccessEntries;
import dev.riskflow.privacy.access.AccessPage;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** {@code GET /dashboard/access-log}: who was shown which report, for administrators. */
@Controller
class AccessLogPageController {

    private static final int PAGE = 50;

    private final AccessEntries entries;

    AccessLogPageController(AccessEntries entries) {
        this.entries = entries;
    }

    @GetMapping(AccessQuery.PATH)
    ModelAndView show(HttpServletRequest request) {
        AccessQuery query = AccessQuery.of(request.getParameterMap());
        AccessPage page = entries.page(query.filter(), PAGE);
        ModelAndView view = new ModelAndView("dashboard/access-log", "query", query);
        view.addObject("entries", page.entries());
        view.addObject("first", query.isFirstPage() ? null : query.url(null));
        view.addObject("next", page.nextBefore() == null ? null : query.url(page.nextBefore()));
        view.addObject("here", Shell.inLanguage(query.here()));
        return view;
    }
}
