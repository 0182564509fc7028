package dev.riskflow.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riskflow.secrets.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class SecuritySettingsTest {

    private static final String CHEAP = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret");
    private static final String COSTLY = "{bcrypt}" + new BCryptPasswordEncoder(10).encode("secret");

    @Test
    void aCheapPasswordIsRefusedByItsNameAndNotRepeated() {
        assertThatThrownBy(() -> settings(CHEAP, COSTLY, false))
                .hasMessageContaining("riskflow.security.clients.shop.secret")
                .hasMessageNotContaining(CHEAP.substring(8));
        assertThatThrownBy(() -> settings(COSTLY, CHEAP, false))
                .hasMessageContaining("riskflow.security.users.clerk.password");
        assertThatCode(() -> settings(COSTLY, COSTLY, false)).doesNotThrowAnyException();
        assertThatCode(() -> settings(CHEAP, CHEAP, true)).doesNotThrowAnyException();
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
        assertThatThrownBy(() -> new SecuritySettings(Map.of(), Map.of(), List.of(), List.of(ancestor), false))
                .hasMessageContaining("riskflow.security.frame-ancestors");
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
