package dev.riskflow;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The service is not configured, and does not start. */
final class MissingSettings extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    MissingSettings(List<String> settings) {
        super("Missing setting" + (settings.size() == 1 ? " " : "s: ") + String.join("; ", settings));
    }

    /** Says it in one line, instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<MissingSettings> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, MissingSettings cause) {
            return new FailureAnalysis(cause.getMessage(), "See the configuration table in README.md", cause);
        }
    }
}
