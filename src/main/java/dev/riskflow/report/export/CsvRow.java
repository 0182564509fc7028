package dev.riskflow.report.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a CSV file. A spreadsheet takes a cell that begins with certain characters for a formula, and may run it: a
 * text that begins so is given an apostrophe, and is a text then. So is what follows a semicolon, a tab or a line's end
 * inside of a text: spreadsheets that separate by these begin a cell there. Numbers are numbers, negative ones too.
 */
final class CsvRow {

    /** Those of OWASP's advice on CSV injection; the wide ones are what some spreadsheets take for the same. */
    private static final String SIGNS = "=+\\-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern DANGER =
            Pattern.compile("^(?=[" + SIGNS + "\t\r\n])|(?<=[;\t\r\n])(?=\"*[" + SIGNS + "])");

    private final StringBuilder line = new StringBuilder(256);

    CsvRow text(@Nullable String text) {
        String given = text == null ? "" : text;
        String cell = DANGER.matcher(given).replaceAll("'");
        boolean dangerous = !cell.equals(given);
        boolean quoted = dangerous || cell.chars().anyMatch(c -> c == ',' || c == '"' || c == ';' || c < ' ');
        separate();
        if (quoted) {
            line.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            line.append(cell);
        }
        return this;
    }

    /** In one cell, separated by a bar. That there are none is something else than that it is not known. */
    CsvRow texts(@Nullable List<String> texts) {
        return text(texts == null ? null : texts.isEmpty() ? "[]" : String.join("|", texts));
    }

    CsvRow number(@Nullable Integer number) {
        separate();
        line.append(number == null ? "" : number.toString());
        return this;
    }

    /** Without an exponent. */
    CsvRow amount(@Nullable BigDecimal amount) {
        separate();
        line.append(amount == null ? "" : amount.toPlainString());
        return this;
    }

    CsvRow time(Instant time) {
        separate();
        line.append(time);
        return this;
    }

    private void separate() {
        if (!line.isEmpty()) {
            line.append(',');
        }
    }

    String line() {
        return line.append("\r\n").toString();
    }
}
