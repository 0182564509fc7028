package dev.riskflow.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** An answer that can be read many times, and is of a bounded size. A failure is told by its status alone. */
final class IssuersAnswer implements ClientHttpResponse {

    /** A key set has a few kilobytes. */
    private static final int LARGEST = 1024 * 1024;

    private final HttpStatusCode status;
    private final HttpHeaders headers = new HttpHeaders();
    private final byte[] content;

    private IssuersAnswer(ClientHttpResponse response, byte[] content) throws IOException {
        this.status = response.getStatusCode();
        this.content = content;
        headers.setContentType(response.getHeaders().getContentType());
    }

    static IssuersAnswer of(ClientHttpRequest question) throws IOException {
        try (ClientHttpResponse response = question.execute()) {
            return new IssuersAnswer(response, content(response));
        }
    }

    /** Closes the stream by itself: closing the response would first read an endless body to its end. */
    private static byte[] content(ClientHttpResponse response) throws IOException {
        try (InputStream body = response.getBody()) {
            byte[] content = response.getStatusCode().is2xxSuccessful() ? body.readNBytes(LARGEST + 1) : new byte[0];
            if (content.length > LARGEST) {
                throw new IOException("Answer too large");
            }
            return content;
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
        return HttpHeaders.readOnlyHttpHeaders(headers);
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
