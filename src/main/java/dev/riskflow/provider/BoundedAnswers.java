package dev.riskflow.provider;

import dev.riskflow.ReadAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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

    private static final int PART = 8192;

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        try (ClientHttpResponse response = execution.execute(request, body)) {
            // The only thing we GET is a report, which can be had again.
            return request.getMethod().equals(HttpMethod.GET)
                    ? read(response, REPORT_LIMIT, ReadAnswer::body)
                    : read(response, OTHER_LIMIT, BoundedAnswers::asFarAsItCame);
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

    /** How so many bytes of a body are read, or all of it if it has fewer. */
    private interface Body {

        byte[] read(ClientHttpResponse response, int most) throws IOException;
    }

    private static ReadAnswer read(ClientHttpResponse response, int limit, Body body) throws IOException {
        HttpStatusCode status = response.getStatusCode();
        byte[] content = status.is2xxSuccessful() ? success(response, limit, body) : failure(response, limit);
        HttpHeaders headers = new HttpHeaders();
        headers.put(HttpHeaders.RETRY_AFTER, response.getHeaders().getOrEmpty(HttpHeaders.RETRY_AFTER));
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        headers.setContentLength(content.length);
        return new ReadAnswer(status, headers, content);
    }

    private static byte[] success(ClientHttpResponse response, int limit, Body body) throws IOException {
        byte[] content = plain(body.read(response, limit + 1), limit);
        if (content.length > limit) {
            throw new TooLargeException(response.getStatusCode().value());
        }
        return content;
    }

    /** The status alone tells what happened; a body that is cut or huge only takes the reason away. */
    private static byte[] failure(ClientHttpResponse response, int limit) {
        try {
            byte[] content = plain(ReadAnswer.body(response, limit + 1), limit);
            return content.length > limit ? new byte[0] : content;
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** What broke off may hold a token all the same, for which another was spent; the reader decides. */
    private static byte[] asFarAsItCame(ClientHttpResponse response, int most) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        try (InputStream body = response.getBody()) {
            for (int read = body.read(part); read > 0 && content.size() < most; read = body.read(part)) {
                content.write(part, 0, read);
            }
        } catch (IOException e) {
            if (content.size() == 0) {
                throw e;
            }
        }
        return content.toByteArray();
    }

    private static byte[] plain(byte[] content, int limit) throws IOException {
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
