package dev.riskflow.web.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.secrets.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@ExtendWith(OutputCaptureExtension.class)
class SecuritySettingsTest {

    private static final String CHEAP = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret");
    private static final String COSTLY = "{bcrypt}" + new BCryptPasswordEncoder(10).encode("secret");

    @ParameterizedTest
    @MethodSource("cheap")
    void aCheapPasswordIsRefusedByItsNameAndNotRepeated(String cheap) {
        assertThatThrownBy(() -> settings(cheap, COSTLY, false))
                .hasMessageContaining("clients.shop.secret")
                .hasMessageNotContaining(cheap.substring(6));
        assertThatThrownBy(() -> settings(COSTLY, cheap, false)).hasMessageContaining("users.clerk.password");
    }

    @ParameterizedTest
    @MethodSource("cheap")
    void whereItIsAllowedItIsWarnedOf(String cheap, CapturedOutput output) {
        settings(cheap, cheap, true);

        assertThat(output)
                .contains("is not: clients.shop.secret, users.clerk.password")
                .doesNotContain(cheap.substring(6));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCostlyOneIsNeither(boolean allowed, CapturedOutput output) {
        settings(COSTLY, COSTLY, allowed);

        assertThat(output).doesNotContain("quick to try");
    }

    private static List<String> cheap() {
        return List.of(CHEAP, "{noop}as it is typed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://shop.example.com/path",
                "shop.example.com",
                "https://a.test; script-src *",
                "'self' *"
            })
    void framesAreOriginsAndNothingElse(String ancestor) {
        assertThatThrownBy(() -> origins(List.of(), List.of(ancestor)))
                .hasMessageContaining("riskflow.security.frame-ancestors");
    }

    /** Each would start, and then fail each call of a page, or never match one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://*.example.com",
                "https://shop.example.com/path",
                "https://shop.example.com//",
                "shop.example.com",
                "shop.example.com:8443",
                "https://"
            })
    void pagesThatMayCallAreOfOriginsAndNothingElse(String origin) {
        assertThatThrownBy(() -> origins(List.of("https://shop.example.com", origin), List.of()))
                .hasMessageContaining("riskflow.security.allowed-origins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example.com", "http://localhost:3000", "https://shop.example.com/"})
    void anOriginMayCall(String origin) {
        assertThat(origins(List.of(origin), List.of()).allowedOrigins()).containsExactly(origin);
    }

    private static SecuritySettings origins(List<String> allowedOrigins, List<String> frameAncestors) {
        return new SecuritySettings(Map.of(), Map.of(), allowedOrigins, frameAncestors, false);
    }

    private static SecuritySettings settings(String secret, String password, boolean cheap) {
        return new SecuritySettings(
                Map.of("shop", new SecuritySettings.Client(Secret.of(secret), Set.of(Role.FRONTEND))),
                Map.of("clerk", new SecuritySettings.User(Secret.of(password), Set.of(Role.BACK_OFFICE))),
                List.of(),
                List.of(),
                cheap);
    }
}
