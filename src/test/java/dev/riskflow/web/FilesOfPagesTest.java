package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.RiskflowTest;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.servlet.resource.CachingResourceResolver;
import org.springframework.web.servlet.resource.CachingResourceTransformer;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** What pages are styled and moved with. */
@RiskflowTest
class FilesOfPagesTest {

    private final ResourceUrlProvider files;

    FilesOfPagesTest(ResourceUrlProvider files) {
        this.files = files;
    }

    /** Each link of a page that could be one is looked for in every jar, and a page of a list has a hundred of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/dashboard", "/dashboard/flows/none", "/dashboard/reports", "/risk-reports/none", "/login"})
    void noPathOfAPageOrOfTheApiCouldBeAFiles(String path) {
        Set<String> patterns = files.getHandlerMap().keySet();

        assertThat(patterns).isNotEmpty().noneMatch(pattern -> new AntPathMatcher().match(pattern, path));
    }

    /** Anybody may ask, in any number of ways to write the same path and the codings that are accepted. */
    @ParameterizedTest
    @ValueSource(strings = {"/assets/**", "/webjars/**"})
    void nothingIsKeptOfWhatIsAskedFor(String pattern) {
        ResourceHttpRequestHandler open =
                Objects.requireNonNull(files.getHandlerMap().get(pattern));

        assertThat(open.getResourceResolvers()).isNotEmpty().noneMatch(CachingResourceResolver.class::isInstance);
        assertThat(open.getResourceTransformers()).noneMatch(CachingResourceTransformer.class::isInstance);
    }

    /** So that a browser asks for none twice, and for each anew that is new. */
    @Test
    void theirNamesTellTheirContent() {
        assertThat(files.getForLookupPath("/assets/dashboard/live.js"))
                .matches("/assets/dashboard/live-[0-9a-f]{32}\\.js");
    }
}
