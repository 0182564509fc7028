package dev.riskflow.web;

import dev.riskflow.web.problems.Problems;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the container refuses before it knows whose it is, such as a path with an encoded slash, in the shape of all others;
 * and so what was refused by a status alone, as the endpoints do that look after the service.
 */
@Component
class ContainerProblems implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final AnswerHeaders headers;
    private final JsonMapper mapper;

    ContainerProblems(AnswerHeaders headers, JsonMapper mapper) {
        this.headers = headers;
        this.mapper = mapper;
    }

    /** Before the container's own, which then finds nothing left to say. */
    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve()));
    }

    private final class ProblemValve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            HttpStatus status = HttpStatus.resolve(response.getStatus());
            boolean unanswered = response.getContentWritten() == 0 && !response.isCommitted();
            boolean ofContainer = response.isError();
            if (status == null || !status.isError() || !unanswered || (ofContainer && !response.setErrorReported())) {
                return;
            }
            try {
                if (ofContainer) {
                    headers.write("", request, response);
                }
                Problems.write(Problems.of(status, status.getReasonPhrase()), response, mapper);
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("Nobody reads a refusal", e);
            }
        }
    }
}
