package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.RiskflowTest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.AntPathMatcher;
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

    /** So that a browser asks for none twice, and for each anew that is new. */
    @Test
    void theirNamesTellTheirContent() {
        assertThat(files.getForLookupPath("/assets/dashboard/live.js"))
                .matches("/assets/dashboard/live-[0-9a-f]{32}\\.js");
    }
}
