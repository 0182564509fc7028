package dev.riskflow.report.keeping;

import dev.riskflow.report.ReportSubject;

/**
 * A report, as somebody saw it who is about to fetch it again.
 *
 * @param version the latest then; zero: none was stored
 */
public record KnownReport(ReportSubject subject, int version) {

    static KnownReport none(ReportSubject subject) {
        return new KnownReport(subject, 0);
    }
}
