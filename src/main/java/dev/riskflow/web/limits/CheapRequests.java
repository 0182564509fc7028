package dev.riskflow.web.limits;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A header may be long, since a code in a query may be. What else is long, and would take the processor or the memory of a
 * thousand others, is not looked at: a path, of which the container moves the rest for each semicolon, and media types and
 * the like, whose parts are all kept. Nobody's callback is lost for what its browser prefers.
 */
final class CheapRequests extends CoyoteAdapter {

    /** Bytes. The longest of ours has some hundred. */
    static final int LONGEST_PATH = 4096;

    /** Characters, of all fields of a name together. Browsers send some two hundred. */
    static final int LONGEST_TYPES = 1024;

    /** No field has room for more: whoever asks for the languages of a request that has more than its limit fails. */
    static final int MOST_LANGUAGES = LONGEST_TYPES;

    private static final List<String> TYPES = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.ACCEPT,
            HttpHeaders.ACCEPT_CHARSET,
            HttpHeaders.ACCEPT_ENCODING,
            HttpHeaders.ACCEPT_LANGUAGE);

    CheapRequests(Connector connector) {
        super(connector);
    }

    @Override
    protected boolean postParseRequest(
            Request received,
            org.apache.catalina.connector.Request request,
            Response answer,
            org.apache.catalina.connector.Response response)
            throws IOException, ServletException {
        TYPES.forEach(name -> forgetIfLong(received.getMimeHeaders(), name));
        if (received.requestURI().getLength() > LONGEST_PATH) {
            received.requestURI().setBytes(new byte[] {'/'}, 0, 1);
            response.sendError(HttpStatus.URI_TOO_LONG.value());
        }
        return super.postParseRequest(received, request, answer, response);
    }

    private static void forgetIfLong(MimeHeaders headers, String name) {
        int length = Collections.list(headers.values(name)).stream()
                .mapToInt(String::length)
                .sum();
        if (length > LONGEST_TYPES) {
            headers.removeHeader(name);
        }
    }
}
