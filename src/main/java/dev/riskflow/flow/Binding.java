package dev.riskflow.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Who may bring a flow's code back. Without a binding, somebody who starts a flow and has another person walk its link
 * receives that person's data.
 */
public enum Binding {
    /** Whoever has the state: people may come back in another browser or app than they left. */
    NONE,
    /** As {@link #NONE}, but the code rests until the frontend has confirmed who it was that came back. */
    CONFIRM,
    /** Only the browser that started the flow itself, by its cookie. */
    BROWSER;

    /** As in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
