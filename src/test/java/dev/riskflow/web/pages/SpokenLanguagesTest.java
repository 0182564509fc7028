package dev.riskflow.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.RiskflowTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.servlet.filter.OrderedRequestContextFilter;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Whatever languages are asked for, texts are looked up in none but those that we speak. (The provider's widget in the
 * sandbox, which may have been in this context before, speaks more.)
 */
@RiskflowTest
class SpokenLanguagesTest {

    private final Riskflow riskflow;
    private final MessageSource messages;
    private final OrderedRequestContextFilter context;

    SpokenLanguagesTest(Riskflow riskflow, MessageSource messages, OrderedRequestContextFilter context) {
        this.riskflow = riskflow;
        this.messages = messages;
        this.context = context;
    }

    @Test
    void nobodyHasTextsLookedUpInMadeUpLanguages() {
        String parts = IntStream.range(0, 100).mapToObj("-p%04d"::formatted).collect(Collectors.joining());
        for (String language : List.of("en-US-apart", "de-DE" + parts, "fr" + parts)) {
            assertThat(ask("/return/x", language).status()).isEqualTo(200);
            assertThat(ask("/callback?flow_id=none&success=false", language).status())
                    .isEqualTo(400);
            assertThat(ask("/login", language).status()).isEqualTo(200);
            assertThat(ask("/nowhere", language).status()).isEqualTo(401);
        }

        assertThat(languagesOfTexts())
                .contains("en-GB", "de-DE")
                .allSatisfy(language -> assertThat(language).doesNotContain("-apart", "-p0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-US-apart     | en-GB
            fr, de-CH;q=0.5 | de-DE
            fr              | en-GB
            *               | en-GB
            ''              | en-GB
            """)
    void whoeverIsBehindSeesNoOther(String asked, String seen) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", asked);
        MockFilterChain chain = new MockFilterChain();

        new SpokenLanguages().doFilter(request, new MockHttpServletResponse(), chain);

        var passedOn = Objects.requireNonNull(chain.getRequest());
        assertThat(passedOn.getLocale().toLanguageTag()).isEqualTo(seen);
        assertThat(passedOn.getLocales().asIterator()).toIterable().containsExactly(passedOn.getLocale());
    }

    /** From there on, a language is known to whoever looks up a text, the one that refuses a wrong secret for one. */
    @Test
    void itComesBeforeTheLanguageIsPutWhereTextsAreLookedUp() {
        assertThat(OrderUtils.getOrder(SpokenLanguages.class)).isLessThan(context.getOrder());
    }

    private Reply ask(String path, String language) {
        return riskflow.nobody().get(path, "Accept", "text/html", "Accept-Language", language);
    }

    @SuppressWarnings("unchecked")
    private List<String> languagesOfTexts() {
        var bundles = (Map<String, Map<Locale, ?>>)
                Objects.requireNonNull(ReflectionTestUtils.getField(messages, "cachedResourceBundles"));
        return bundles.values().stream()
                .flatMap(languages -> languages.keySet().stream())
                .map(Locale::toLanguageTag)
                .toList();
    }
}
