package dev.riskflow.web.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.UnusableSetting;
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
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

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

    /** Or nobody could sign in, and each attempt would be an error. */
    @ParameterizedTest
    @MethodSource("unusable")
    void oneThatCannotBeCheckedIsRefused(String unusable) {
        assertThatThrownBy(() -> settings(unusable, COSTLY, true))
                .isInstanceOf(UnusableSetting.class)
                .hasMessage("riskflow.security.clients: a secret must be encoded, as in {bcrypt}$2a$10$..., and whole");
        assertThatThrownBy(() -> settings(COSTLY, unusable, true))
                .hasMessage("riskflow.security.users: a password must be encoded, as in {bcrypt}$2a$10$..., and whole");
    }

    private static List<String> unusable() {
        return List.of(
                "as it is typed",
                "{noop}",
                COSTLY.replace("$10", ""),
                COSTLY.substring(0, 60),
                "{scrypt@SpringSecurity_v5_8}$100801$" + "A".repeat(86) + "==$" + "A".repeat(22) + "==",
                "{argon2@SpringSecurity_v5_8}$argon2id$v=19$m=16384,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43),
                "{pbkdf2}deadbeef");
    }

    @ParameterizedTest
    @MethodSource("usable")
    void whatIsTakenCanBeChecked(String encoded) {
        assertThat(settings(encoded, encoded, true).clients()).containsKey("shop");
        assertThat(PasswordEncoderFactories.createDelegatingPasswordEncoder().matches("secret", encoded))
                .isTrue();
    }

    private static List<String> usable() {
        return List.of(
                COSTLY,
                "{noop}secret",
                "{pbkdf2}86f8409cb215a1d60903eeec12ee0ce618887e2731a0d73c405919f7e66936aa26c405c2bb03bb55",
                "{pbkdf2@SpringSecurity_v5_8}"
                        + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("secret"));
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
