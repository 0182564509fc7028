package dev.riskflow;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A setting that is missing, or that the service can't work with, alone, beside others, or with what is stored: no start. */
public final class UnusableSetting extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** @param complaint names the setting; no secret is repeated */
    public UnusableSetting(String complaint) {
        super(complaint);
    }

    /** Says it in one line, instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<UnusableSetting> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnusableSetting cause) {
            return new FailureAnalysis(cause.getMessage(), "See the configuration table in README.md", cause);
        }
    }
}
