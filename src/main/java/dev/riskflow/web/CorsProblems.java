package dev.riskflow.web;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;
import tools.jackson.databind.json.JsonMapper;

/** Refuses a page of another origin in the same shape as all other errors. */
final class CorsProblems extends DefaultCorsProcessor {

    private final JsonMapper mapper;

    CorsProblems(JsonMapper mapper) {
        this.mapper = mapper;
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
