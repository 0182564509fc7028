package dev.riskflow.badinput;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Values that break what is written carelessly. */
final class Nasty {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1e400",
            "99999999999999999999999999",
            "NaN",
            "true",
            "null",
            "undefined",
            "2026-13-45",
            "2026-02-30T25:61:00Z",
            "+999999999-12-31T23:59:59Z",
            "-0001-01-01",
            "' OR '1'='1",
            "'; DROP TABLE flow; --",
            "\\'; SELECT pg_sleep(9); --",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "${7*7}",
            "#{T(java.lang.Runtime).getRuntime().exec('id')}",
            "__${7*7}__::.x",
            "${jndi:ldap://127.0.0.1:1/a}",
            "{{7*7}}",
            "%0d%0aSet-Cookie:%20a=b",
            "\r\nSet-Cookie: a=b",
            "\u0000",
            "a\u0000b",
            "\u0001\u0008\u001f\u007f",
            "\u2028\u2029\u0085",
            "\u202egnp.exe",
            "\u200b\u200d\ufeff",
            "e\u0301\u00e9",
            "\ud83d\ude00",
            "../../../etc/passwd",
            "..%2f..%2f",
            "..\\..\\",
            "/",
            "//evil.test",
            "https://evil.test/",
            "javascript:alert(1)",
            "a;b=c",
            "[]",
            "{}",
            "[[[[",
            "{\"$ne\": null}",
            "*",
            "%",
            "%s%n%x",
            "\u0661\u0662\u0663",
            "ſ\u0130\u0131",
            "a".repeat(257),
            "a".repeat(3000));

    /** What is no text, as JSON. */
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "-1e-400",
            "99999999999999999999999999999",
            "[]",
            "{}",
            "[null]",
            "[[[[[]]]]]",
            "{\"a\": {\"b\": {}}}",
            "[{\"id\": null}]",
            "[\"\", \"\"]",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "'single'",
            "NaN",
            "Infinity",
            "0x10",
            "01",
            "\"unterminated",
            "// comment",
            "[".repeat(5000),
            "{\"a\":".repeat(5000));

    private Nasty() {}

    static List<String> texts() {
        return TEXTS;
    }

    /** As values of a field. */
    static List<String> json() {
        List<String> values = new ArrayList<>(JSON);
        TEXTS.forEach(text -> values.add(quoted(text)));
        values.add(quoted("x".repeat(60_000)));
        return values;
    }

    /** That an HTTP client may send in a header. */
    static List<String> headers() {
        return TEXTS.stream()
                .filter(text -> text.chars().allMatch(c -> c >= ' ' && c < 127))
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** Bytes of a query or a path that are no UTF-8, or no percent-encoding of anything sensible. */
    static List<String> encoded() {
        return List.of("%ED%A0%80", "%C0%AF", "%FF%FE", "%E2%82", "%F8%88%80%80%80", "%00", "%0D%0A", "%25%30%30");
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        IntStream.range(0, text.length()).map(text::charAt).forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || c > 126) {
                json.append("\\u%04x".formatted(c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
