package dev.riskflow.report;

/**
 * Who reads reports is noted here, by whoever shows them, before they are shown. A port: the log itself belongs to a
 * module that may know of more than reports.
 */
public interface ReportReaders {

    /** Returns once it is committed; if it can't be, it throws, and nothing may be shown. */
    void note(ReportAccess access);
}
