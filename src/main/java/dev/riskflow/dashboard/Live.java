package dev.riskflow.dashboard;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** Parts of pages that keep themselves up to date. */
final class Live {

    private static final View NOTHING = (model, request, response) -> {};

    private Live() {}

    /** Tells the page that what it shows is still so: nothing is replaced, and nothing moves under a reader's eyes. */
    static ModelAndView unchanged() {
        ModelAndView view = new ModelAndView(NOTHING);
        view.setStatus(HttpStatus.NO_CONTENT);
        return view;
    }

    /** Names a state of what is shown, to be told from the next one. */
    static String version(Object shown) {
        return Integer.toHexString(shown.hashCode());
    }
}
