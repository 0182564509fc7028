package dev.riskflow.dashboard;

import dev.riskflow.privacy.access.AccessEntries;
import dev.riskflow.privacy.access.AccessPage;
import dev.riskflow.report.parameters.BadParameterException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
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

    /** A filter that makes no sense is shown where it was typed. */
    @GetMapping(AccessQuery.PATH)
    ModelAndView show(HttpServletRequest request) {
        AccessQuery query = new AccessQuery(request.getParameterMap());
        try {
            AccessPage page = entries.page(query.filter(), PAGE);
            ModelAndView view = view(query);
            view.addObject("entries", page.entries());
            view.addObject("first", query.isFirstPage() ? null : query.newest());
            view.addObject(
                    "next", page.nextBefore() == null ? null : query.beginningAt(String.valueOf(page.nextBefore())));
            return view;
        } catch (BadParameterException e) {
            ModelAndView view = view(query);
            view.addObject("bad", AccessQuery.fieldOf(e).orElseThrow(() -> e));
            view.setStatus(HttpStatus.BAD_REQUEST);
            return view;
        }
    }

    private static ModelAndView view(AccessQuery query) {
        ModelAndView view = new ModelAndView("dashboard/access-log", "query", query);
        view.addObject("here", Shell.inLanguage(query.url()));
        return view;
    }
}
