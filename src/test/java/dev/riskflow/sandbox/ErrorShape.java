package dev.riskflow.sandbox;

/** The error bodies seen in the provider's family, and what a gateway before it may answer. */
public enum ErrorShape {
    /** {@code {"error": "invalid_grant", "error_description": …}} */
    OAUTH,
    /** {@code {"error": {"code": …, "name": …}, "status": …}} */
    PROVIDER,
    HTML,
    PLAIN,
    EMPTY;

    Answer render(int status, String name, String description) {
        return switch (this) {
            case OAUTH -> Answer.json(status, Json.write(Json.object("error", name, "error_description", description)));
            case PROVIDER -> Answer.json(status, Json.write(providerBody(status, name, description)));
            case HTML ->
                Answer.html(
                        status,
                        "<html><head><title>%d</title></head><body><h1>%d</h1></body></html>"
                                .formatted(status, status));
            case PLAIN -> Answer.of(status, "text/plain", "upstream says " + status);
            case EMPTY -> Answer.empty(status);
        };
    }

    private static Object providerBody(int status, String name, String description) {
        Object error = Json.object(
                "code", 1000 + status,
                "name", name,
                "message", description,
                "description", description,
                "group", status < 500 ? "client" : "server");
        return Json.object("error", error, "status", status);
    }
}
