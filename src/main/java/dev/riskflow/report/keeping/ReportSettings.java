package dev.riskflow.report.keeping;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Reports.
 *
 * @param refreshInterval how often an ongoing flow's report is fetched again; each fetch after an hour costs a
 *     rotation; {@code 0} for never
 */
@Validated
@ConfigurationProperties("riskflow.report")
record ReportSettings(@DefaultValue("7d") @DurationMin Duration refreshInterval) {}
