package dev.riskflow.flow.browser;

import dev.riskflow.flow.FlowStatus;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.servlet.ModelAndView;

/** The small page that tells a returning user how it went, in the flow's language where we speak it. */
@Component
public class ReturnPage {

    private final MessageSource messages;

    ReturnPage(MessageSource messages) {
        this.messages = messages;
    }

    /** Fills the model and names the view. */
    public String show(Outcome outcome, Locale locale, Model model) {
        String key = "return." + outcome.name().toLowerCase(Locale.ROOT);
        model.addAttribute("language", messages.getMessage("return.language", null, locale));
        model.addAttribute("title", messages.getMessage(key + ".title", null, locale));
        model.addAttribute("text", messages.getMessage(key + ".text", null, locale));
        return "return";
    }

    /** The same as an answer of its own, such as to what was refused. */
    public ModelAndView answer(Outcome outcome, Locale locale, HttpStatusCode status) {
        ExtendedModelMap model = new ExtendedModelMap();
        return new ModelAndView(show(outcome, locale, model), model, status);
    }

    /** What a user needs to know of a status. */
    public enum Outcome {
        RECEIVED,
        CONFIRMING,
        CANCELLED,
        FAILED,
        WAITING,
        LATER,
        REFUSED,
        OTHER_BROWSER,
        UNKNOWN;

        static Outcome of(FlowStatus status) {
            return switch (status) {
                case AWAITING_CONFIRMATION -> CONFIRMING;
                case AUTHORIZED, FETCHING, COMPLETED -> RECEIVED;
                case CANCELLED -> CANCELLED;
                case FAILED, EXPIRED -> FAILED;
                case AWAITING_USER -> WAITING;
            };
        }
    }
}
