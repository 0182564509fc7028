package dev.riskflow.sandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a flow was started with (contract, "Flow initiation"). */
record FlowTerms(
        boolean ongoing,
        URI redirectUri,
        @Nullable String userId,
        @Nullable String state,
        Locale language,
        @Nullable String name,
        int reportingPeriod,
        List<String> accounts,
        List<String> accountTypes,
        boolean multiSelection,
        boolean saveSecrets) {

    static FlowTerms parse(boolean ongoing, String body) {
        JsonNode node = Json.readObject(body);
        if (node == null) {
            throw new RefusedRequest("the body is no JSON object");
        }
        LenientFields fields = new LenientFields(node);
        String language = fields.text("language");
        int period = fields.number("reporting_period", 12);
        if (period < 1) {
            throw new RefusedRequest("reporting_period is not positive");
        }
        return new FlowTerms(
                ongoing,
                redirectUri(fields.requiredText("redirect_uri")),
                ongoing ? fields.requiredText("user_id") : null,
                fields.text("state"),
                WidgetTexts.supported(language),
                fields.text("name"),
                period,
                accounts(fields),
                fields.list("account_types").stream().map(JsonNode::asString).toList(),
                fields.flag("allow_multi_selection", true),
                ongoing && fields.flag("save_secrets", false));
    }

    private static URI redirectUri(String text) {
        try {
            URI uri = new URI(text);
            if ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException notAUri) {
            throw new RefusedRequest("redirect_uri is no URI");
        }
        throw new RefusedRequest("redirect_uri is no web address");
    }

    private static List<String> accounts(LenientFields fields) {
        List<String> ids = new ArrayList<>();
        for (JsonNode account : fields.list("accounts")) {
            ids.add(new LenientFields(account).requiredText("id").replace(" ", ""));
        }
        return ids;
    }
}
