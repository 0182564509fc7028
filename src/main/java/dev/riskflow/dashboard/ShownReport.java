package dev.riskflow.dashboard;

import dev.riskflow.provider.FlowType;
import dev.riskflow.report.content.ReportContent;
import dev.riskflow.report.content.ReportContent.Account;
import dev.riskflow.report.reading.ReportEnvelope;
import dev.riskflow.report.reading.ReportVersion;
import java.util.List;

/**
 * A report's page.
 *
 * @param latest what is known of the report whichever version is shown
 * @param allSections of income and expenses, with their parts
 * @param history the newest versions, oldest first; none of a one-time flow
 */
record ShownReport(
        ReportEnvelope latest,
        ReportVersion version,
        ReportContent content,
        List<SectionRow> allSections,
        StreamTimeline streams,
        IndicatorBars indicators,
        List<ReportVersion> history) {

    /** More than any household has; a page with all that an odd document may hold would help nobody. */
    private static final int MOST_ACCOUNTS = 50;

    private static final int MOST_SECTIONS = 100;

    static ShownReport of(
            ReportEnvelope latest, ReportVersion version, ReportContent content, List<ReportVersion> history) {
        return new ShownReport(
                latest,
                version,
                content,
                SectionRow.of(content),
                StreamTimeline.of(content),
                IndicatorBars.of(content),
                history);
    }

    public boolean isNewest() {
        return version.version() == latest.version();
    }

    public boolean isOngoing() {
        return latest.type() == FlowType.ONGOING;
    }

    public List<Account> accounts() {
        List<Account> all = content.accounts();
        return all == null ? List.of() : all.stream().limit(MOST_ACCOUNTS).toList();
    }

    /** Accounts that are only in the document. */
    public int accountsLeftOut() {
        List<Account> all = content.accounts();
        return all == null ? 0 : all.size() - accounts().size();
    }

    public List<SectionRow> sections() {
        return allSections.stream().limit(MOST_SECTIONS).toList();
    }

    /** Sections, or parts of them, that are only in the document. */
    public int sectionsLeftOut() {
        return Math.max(0, allSections.size() - MOST_SECTIONS);
    }

    /** Whether nothing at all could be read. */
    public boolean isUnreadable() {
        return content.unread().equals(List.of("*"));
    }

    @Override
    public String toString() {
        return "ShownReport[" + latest.flowId() + ", version=" + version.version() + "]";
    }
}
