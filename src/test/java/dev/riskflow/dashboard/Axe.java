package dev.riskflow.dashboard;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Looks for barriers on a page, with axe-core from its WebJar. */
final class Axe {

    private static final String RUN = """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
                (found) => `${found.impact}: ${found.id}: ${found.help}: ${found.nodes.map((node) => node.html).join(" ")}`)
            """;

    private final String script;

    Axe() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js");
            script = found[0].getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the browser complains of the look that this takes at charts, and not of the page. */
    static boolean isComplainedOf(ConsoleMessage message) {
        return message.text().startsWith("Canvas2D: Multiple readback operations");
    }

    /** What is wrong, worst words first: impact, rule, and where. */
    List<String> violations(Page page) {
        page.evaluate(script);
        return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
    }
}
