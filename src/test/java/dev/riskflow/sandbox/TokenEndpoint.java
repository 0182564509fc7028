package dev.riskflow.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code POST /auth/token}: both grants, JSON only. */
final class TokenEndpoint {

    private final Stage stage;
    private final Grants grants;

    TokenEndpoint(Stage stage, Grants grants) {
        this.stage = stage;
        this.grants = grants;
    }

    Answer serve(Incoming request) throws InterruptedException {
        JsonNode body = request.isJson() ? Json.readObject(request.body()) : null;
        LenientFields fields = body == null ? null : new LenientFields(body);
        boolean refresh = fields != null && "refresh_token".equals(fields.text("grant_type"));
        Operation operation = refresh ? Operation.REFRESH : Operation.EXCHANGE;
        return stage.perform(operation, flowOf(fields), digest(fields), () -> answer(request, fields));
    }

    private static @Nullable String digest(@Nullable LenientFields fields) {
        String code = fields == null ? null : fields.text("code");
        String grant = code == null && fields != null ? fields.text("refresh_token") : code;
        return grant == null ? null : Mint.digest(grant);
    }

    private @Nullable String flowOf(@Nullable LenientFields fields) {
        String code = fields == null ? null : fields.text("code");
        String token = fields == null ? null : fields.text("refresh_token");
        if (code != null) {
            return grants.flowOfCode(code);
        }
        return token == null ? null : grants.flowOfRefreshToken(token);
    }

    private Deed answer(Incoming request, @Nullable LenientFields fields) {
        String flowId = flowOf(fields);
        if (!request.isFromOurClient()) {
            return stage.refused(Outcome.INVALID_CLIENT, flowId, 401, "invalid_client", "unknown client");
        }
        if (fields == null) {
            int status = request.isJson() ? 400 : 415;
            return stage.refused(Outcome.INVALID_REQUEST, flowId, status, "invalid_request", "JSON is required");
        }
        try {
            return grant(flowId, fields);
        } catch (RefusedRequest refused) {
            return stage.refused(Outcome.INVALID_REQUEST, flowId, 400, "invalid_request", refused.reason());
        }
    }

    private Deed grant(@Nullable String flowId, LenientFields fields) {
        return switch (fields.requiredText("grant_type")) {
            case "authorization_code" ->
                deed(flowId, grants.exchange(fields.requiredText("code"), fields.requiredText("redirect_uri")));
            case "refresh_token" -> deed(flowId, grants.refresh(fields.requiredText("refresh_token")));
            default ->
                stage.refused(Outcome.INVALID_REQUEST, flowId, 400, "unsupported_grant_type", "no such grant is known");
        };
    }

    private Deed deed(@Nullable String flowId, GrantAnswer answer) {
        return switch (answer) {
            case GrantAnswer.Granted granted ->
                Deed.served(granted.flowId(), Answer.json(200, granted.json()).with("Cache-Control", "no-store"));
            case GrantAnswer.Refused(Outcome why) ->
                stage.refused(why, flowId, 400, "invalid_grant", "the grant is unknown, expired, used or revoked");
        };
    }
}
