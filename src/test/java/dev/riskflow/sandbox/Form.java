package dev.riskflow.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a posted form; a field may have several values. */
record Form(Map<String, List<String>> fields) {

    static Form parse(String body) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String pair : List.of(body.split("&", -1))) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decode(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    /** The only or first value, or an empty text. */
    String value(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
