package dev.riskflow.sandbox;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The widget's words in the language that the flow was started with; Accept-Language does not count. */
record WidgetTexts(Locale language) {

    private static final Set<String> LANGUAGES = Set.of("de", "en", "es", "fr", "ar");
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** German unless another known language is wished for. */
    static Locale supported(@Nullable String language) {
        return Locale.of(language != null && LANGUAGES.contains(language) ? language : "de");
    }

    String get(String key) {
        return ResourceBundle.getBundle("dev.riskflow.sandbox.widget", language, NO_FALLBACK)
                .getString(key);
    }

    String direction() {
        return language.getLanguage().equals("ar") ? "rtl" : "ltr";
    }
}
