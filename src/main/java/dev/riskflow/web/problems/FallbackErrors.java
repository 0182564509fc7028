package dev.riskflow.web.problems;

import dev.riskflow.dashboard.ErrorPage;
import dev.riskflow.web.pages.PagePaths;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Errors that no controller saw (filters, the container), in the same shape as all others: a problem, or a page. */
@Controller
class FallbackErrors implements ErrorController {

    private final JsonMapper mapper;

    FallbackErrors(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Returned, a problem would be said to be an instance of this path. */
    @RequestMapping("/error")
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return null; // the container would add it to what has been sent of an answer, before it cuts the connection
        }
        HttpStatus status = status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        if (PagePaths.isPage(request)) {
            return ErrorPage.of(status).view();
        }
        Problems.write(Problems.of(status, status.getReasonPhrase()), response, mapper);
        return null;
    }

    private static HttpStatus status(@Nullable Object code) {
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        // Asked for directly, there is no error to tell of.
        return status == null ? HttpStatus.NOT_FOUND : status;
    }
}
