package dev.riskflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer that is in memory, so that it can be read many times, and nothing of it is still to come. */
public final class ReadAnswer implements ClientHttpResponse {

    private final HttpStatusCode status;
    private final HttpHeaders headers;
    private final byte[] content;

    public ReadAnswer(HttpStatusCode status, HttpHeaders headers, byte[] content) {
        this.status = status;
        this.headers = HttpHeaders.readOnlyHttpHeaders(headers);
        this.content = content;
    }

    /**
     * So many bytes of a body, or all of it if it has fewer. Closes the stream by itself: closing the response would first
     * read an endless body to its end.
     */
    public static byte[] body(ClientHttpResponse response, int most) throws IOException {
        try (InputStream body = response.getBody()) {
            return body.readNBytes(most);
        }
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return status;
    }

    @Override
    public String getStatusText() {
        return "";
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public void close() {
        // Nothing is open any more.
    }
}
