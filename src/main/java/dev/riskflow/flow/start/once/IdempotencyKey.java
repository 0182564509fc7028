package dev.riskflow.flow.start.once;

import dev.riskflow.flow.start.request.StartRefused;
import dev.riskflow.secrets.Digests;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's name for one request of its own, by which its repetition is known: the header {@code Idempotency-Key}. The
 * IETF's draft of that name has it as a string in quotes (RFC 9651, section 3.3.3); without quotes it means the same.
 */
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";

    static final int LONGEST = 255;

    /** Each character escaped, and the quotes; a longer text is not even matched. */
    private static final int LONGEST_QUOTED = 2 * LONGEST + 2;

    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\])*)\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    /**
     * What the request carries; empty if it carries none.
     *
     * @throws StartRefused if it is malformed, or there are two
     */
    public static Optional<IdempotencyKey> in(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HEADER));
        if (values.size() > 1) {
            throw StartRefused.malformedKey();
        }
        return values.stream().findFirst().map(IdempotencyKey::parse);
    }

    private static IdempotencyKey parse(String header) {
        if (header.length() > LONGEST_QUOTED) {
            throw StartRefused.malformedKey();
        }
        Matcher quoted = QUOTED.matcher(header);
        String value;
        if (quoted.matches()) {
            value = ESCAPED.matcher(quoted.group(1)).replaceAll("$1");
        } else if (BARE.matcher(header).matches()) {
            value = header;
        } else {
            throw StartRefused.malformedKey();
        }
        if (value.isEmpty() || value.length() > LONGEST) {
            throw StartRefused.malformedKey();
        }
        return new IdempotencyKey(value);
    }

    /** Names the key of this client, and shows neither. The key has no line break, so no two pairs are one text. */
    public String of(String client) {
        return HexFormat.of().formatHex(Digests.sha256((client + '\n' + value).getBytes(StandardCharsets.UTF_8)));
    }

    /** Clients may put into it what they like. */
    @Override
    public String toString() {
        return "IdempotencyKey[***]";
    }
}
