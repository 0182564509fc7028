package dev.riskflow.dashboard;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where requests end that no page is for, and those that were refused before they reached one. */
@Controller
class NoSuchPage {

    @RequestMapping({"/", "/login", "/logout", "/dashboard/**"})
    ModelAndView notFound() {
        return ErrorPage.NOT_FOUND.view();
    }

    @RequestMapping("/dashboard/refused")
    ModelAndView refused() {
        return ErrorPage.REFUSED.view();
    }

    @RequestMapping("/dashboard/stale-form")
    ModelAndView staleForm() {
        return ErrorPage.STALE_FORM.view();
    }
}
