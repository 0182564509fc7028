-- What lists, filters and charts need of a report: more figures, figures of each version, and a search.

ALTER TABLE risk_report
    ADD COLUMN sums_currency           text,      -- of the sums below; null where the accounts' currencies differ
    ADD COLUMN income_regular_average  numeric,   -- averages are per month, as the provider gives them
    ADD COLUMN income_variable_average numeric,
    ADD COLUMN expenses_average        numeric,
    ADD COLUMN surplus                 numeric,
    ADD COLUMN indicators              text[],    -- those present; null is "the document does not say"
    ADD COLUMN unread                  text[];    -- what could not be read; null until somebody has tried

ALTER TABLE risk_report_version
    ADD COLUMN figures text;                      -- of this version, as JSON; null until the document has been read

-- Documents that nobody has read yet: a process died between storing and reading, or they are older than this.
CREATE INDEX risk_report_version_unread ON risk_report_version (flow_id, version) WHERE figures IS NULL;

-- Filters of the list, in the list's order: a page begins at its first row and ends at its last, so that its cost does
-- not follow the table. A report is written once, or once a week, and read often: these entries are worth their writing.
CREATE INDEX risk_report_by_user ON risk_report (user_id, first_stored_at, flow_id) WHERE user_id IS NOT NULL;
CREATE INDEX risk_report_by_type ON risk_report (type, first_stored_at, flow_id);

-- The other filters: what each report's latest version can be found by. A table of its own, although affinity and
-- indicators stand in the report as well: a report has several, and a planner that does not look at the value, which may
-- be one that no report has, can't be tempted here to read all reports in their order until enough of them fit.
-- An IBAN is kept as a digest, which keeps it out of indexes, plans and logs. It protects no more than that: IBANs can
-- be guessed, and the document with all of them stands beside it.
CREATE TABLE risk_report_search (
    kind            text NOT NULL CHECK (kind IN ('AFFINITY', 'INDICATOR', 'IBAN')),
    value           text NOT NULL,                -- of an IBAN: SHA-256 of its electronic form, in hexadecimal
    first_stored_at timestamptz NOT NULL,         -- the report's, which never changes
    flow_id         text NOT NULL REFERENCES risk_report ON DELETE CASCADE,
    PRIMARY KEY (kind, value, first_stored_at, flow_id)
);
-- Serves new versions, and the deletion of a report.
CREATE INDEX risk_report_search_flow ON risk_report_search (flow_id);
