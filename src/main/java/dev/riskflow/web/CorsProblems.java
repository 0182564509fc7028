package dev.riskflow.web;

import dev.riskflow.web.problems.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses a page of another origin in the same shape as all other errors. A page of our own is of no other, though a
 * request does not tell where TLS ends in front of us. Where no origin is allowed, nobody reads an answer; but a browser that
 * remembers somebody's credentials would send them with a form of any page, so that what changes something is refused.
 */
final class CorsProblems extends DefaultCorsProcessor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final String own;
    private final JsonMapper mapper;

    CorsProblems(URI publicUrl, JsonMapper mapper) {
        this.own = origin(publicUrl);
        this.mapper = mapper;
    }

    /** As browsers write it: without the port that goes without saying. */
    private static String origin(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = url.getPort() == (scheme.equals("https") ? 443 : 80);
        return UriComponentsBuilder.newInstance()
                .scheme(scheme)
                .host(url.getHost().toLowerCase(Locale.ROOT))
                .port(usual ? -1 : url.getPort())
                .toUriString();
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (own.equals(request.getHeader(HttpHeaders.ORIGIN))) {
            return true;
        }
        if (configuration == null && !READING.contains(request.getMethod()) && CorsUtils.isCorsRequest(request)) {
            rejectRequest(new ServletServerHttpResponse(response));
            return false;
        }
        return super.processRequest(configuration, request, response);
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        response.setStatusCode(HttpStatus.FORBIDDEN);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getBody()
                .write(mapper.writeValueAsBytes(
                        Problems.of(HttpStatus.FORBIDDEN, "Pages of this origin may not call that")));
        response.flush();
    }
}
