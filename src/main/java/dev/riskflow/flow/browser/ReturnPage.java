package dev.riskflow.flow.browser;

import dev.riskflow.flow.FlowStatus;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

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
