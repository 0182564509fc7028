package dev.riskflow.provider;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads a report as it is: UTF-8 (RFC 8259, section 8.1) without its byte order mark, well-formed, an object at the
 * top. No value is looked at, so none can be changed or found too large.
 */
final class ReportAnswers {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ReportAnswers() {}

    static ReportDocument read(byte[] body) {
        String text = decode(body);
        String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (JsonParser parser = ProviderJson.READING.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAnswerException("no JSON object");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new UnreadableAnswerException("more than one JSON value");
            }
        } catch (JacksonException e) { // its message may quote the body
            throw new UnreadableAnswerException("malformed JSON");
        }
        return new ReportDocument(json);
    }

    /** A new decoder reports malformed input; the String constructor would silently replace it. */
    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableAnswerException("not UTF-8");
        }
    }
}
