package dev.riskflow.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is stored, as one line per value: {@code table.column: value}. The provider's document is left out: it is
 * the one place where personal data belongs.
 */
record TableDump(String text) {

    static TableDump of(String databaseUrl) {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(databaseUrl)) {
            for (String table : tables(connection)) {
                dump(connection, table, text);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TableDump(text.toString());
    }

    /** A single text from the database. */
    static String query(String databaseUrl, String sql) {
        try (Connection connection = DriverManager.getConnection(databaseUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(String databaseUrl, String sql) {
        try (Connection connection = DriverManager.getConnection(databaseUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static void dump(Connection connection, String table, StringBuilder text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String column = table + "." + rows.getMetaData().getColumnName(i);
                    if (!column.equals("risk_report_version.document")) {
                        text.append(column).append(": ").append(value(rows, i)).append('\n');
                    }
                }
            }
        }
    }

    /** Bytes as the characters they may be: a hexadecimal dump would hide a text. */
    private static String value(ResultSet rows, int column) throws SQLException {
        boolean binary = rows.getMetaData().getColumnType(column) == Types.BINARY;
        byte[] bytes = binary ? rows.getBytes(column) : null;
        return bytes == null ? String.valueOf(rows.getString(column)) : new String(bytes, ISO_8859_1);
    }
}
