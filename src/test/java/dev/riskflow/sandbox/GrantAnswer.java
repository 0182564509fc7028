package dev.riskflow.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a token request got. */
sealed interface GrantAnswer {

    record Granted(
            String flowId,
            String accessToken,
            Duration lifetime,
            @Nullable String refreshToken) implements GrantAnswer {

        String json() {
            return Json.write(Json.object(
                    "access_token",
                    accessToken,
                    "expires_in",
                    lifetime.toSeconds(),
                    "scope",
                    "risk-report",
                    "token_type",
                    "Bearer",
                    "refresh_token",
                    refreshToken));
        }

        @Override
        public String toString() {
            return "Granted[" + flowId + "]";
        }
    }

    record Refused(Outcome why) implements GrantAnswer {}
}
