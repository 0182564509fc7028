package dev.riskflow.provider;

import dev.riskflow.ReadAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads each answer to its end, but not beyond a limit, nor inflates it beyond that. Of its headers only
 * {@code Retry-After} is passed on: a content type or coding that is wrong, or garbage, must not cost us a token.
 */
final class BoundedAnswers implements ClientHttpRequestInterceptor {

    static final int REPORT_LIMIT = 20 * 1024 * 1024;

    /** Generous, since nothing may cap a token and an answer has two. */
    static final int OTHER_LIMIT = 4 * 1024 * 1024;

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        try (ClientHttpResponse response = execution.execute(request, body)) {
            // The only thing we GET is a report.
            int limit = request.getMethod().equals(HttpMethod.GET) ? REPORT_LIMIT : OTHER_LIMIT;
            return read(response, limit);
        }
    }

    /** A success whose body is beyond the limit. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        TooLargeException(int status) {
            super("Answer too large");
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private static ReadAnswer read(ClientHttpResponse response, int limit) throws IOException {
        HttpStatusCode status = response.getStatusCode();
        byte[] content = status.is2xxSuccessful() ? success(response, limit) : failure(response, limit);
        HttpHeaders headers = new HttpHeaders();
        headers.put(HttpHeaders.RETRY_AFTER, response.getHeaders().getOrEmpty(HttpHeaders.RETRY_AFTER));
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        headers.setContentLength(content.length);
        return new ReadAnswer(status, headers, content);
    }

    private static byte[] success(ClientHttpResponse response, int limit) throws IOException {
        byte[] content = body(response, limit);
        if (content.length > limit) {
            throw new TooLargeException(response.getStatusCode().value());
        }
        return content;
    }

    /** The status alone tells what happened; a body that is cut or huge only takes the reason away. */
    private static byte[] failure(ClientHttpResponse response, int limit) {
        try {
            byte[] content = body(response, limit);
            return content.length > limit ? new byte[0] : content;
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static byte[] body(ClientHttpResponse response, int limit) throws IOException {
        byte[] content = ReadAnswer.body(response, limit + 1);
        return isCompressed(content) ? inflated(content, limit) : content;
    }

    /** We ask for no coding; but what something on the way compressed all the same is not lost for it. */
    private static boolean isCompressed(byte... content) {
        return content.length > 1 && content[0] == 0x1f && content[1] == (byte) 0x8b; // RFC 1952, section 2.3.1
    }

    private static byte[] inflated(byte[] content, int limit) throws IOException {
        try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return body.readNBytes(limit + 1);
        }
    }
}
