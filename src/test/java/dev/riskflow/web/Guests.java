package dev.riskflow.web;

import dev.riskflow.environment.Caller;
import dev.riskflow.environment.Reply;
import dev.riskflow.environment.Riskflow;
import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.environment.TestIssuer;
import dev.riskflow.environment.Visitor;
import dev.riskflow.web.DoorRule.Whose;
import java.util.EnumMap;
import java.util.Map;

/** The guests, each with flows of its own and of somebody like it. */
final class Guests {

    private static final String ALL_SCOPES = "risk-flows risk-reports risk-admin";
    private static final String UNKNOWN = "unknown";

    private final Riskflow riskflow;
    private final Map<Guest, Caller> callers = new EnumMap<>(Guest.class);
    private final Map<Guest, Visitor> visitors = new EnumMap<>(Guest.class);
    private final Map<Guest, String> own = new EnumMap<>(Guest.class);
    private final Map<Guest, String> others = new EnumMap<>(Guest.class);

    Guests(Riskflow riskflow, TestIssuer issuer) {
        this.riskflow = riskflow;
        callers.put(Guest.NOBODY, riskflow.nobody());
        callers.put(Guest.WRONG_SECRET, riskflow.as(SandboxClients.SHOP, "wrong"));
        callers.put(Guest.WRONG_TOKEN, riskflow.bearing("not.a.token"));
        callers.put(Guest.SHOP, riskflow.shop());
        callers.put(Guest.OFFICE, riskflow.office());
        callers.put(Guest.MONITOR, riskflow.monitor());
        callers.put(Guest.ADMIN, riskflow.admin());
        callers.put(Guest.END_USER, riskflow.bearing(issuer.endUser("guest-1", "risk-flows")));
        callers.put(Guest.END_USER_OF_ALL_SCOPES, riskflow.bearing(issuer.endUser("guest-2", ALL_SCOPES)));
        callers.put(Guest.END_USER_WITHOUT_SCOPE, riskflow.bearing(issuer.endUser("guest-3", "openid")));
        callers.put(Guest.SERVICE_FOR_FLOWS, riskflow.bearing(issuer.service("flows-service", "risk-flows")));
        callers.put(Guest.SERVICE_FOR_REPORTS, riskflow.bearing(issuer.service("reports-service", "risk-reports")));
        callers.put(Guest.SERVICE_FOR_ADMIN, riskflow.bearing(issuer.service("admin-service", "risk-admin")));
        callers.put(Guest.SERVICE_WITHOUT_SCOPE, riskflow.bearing(issuer.service("idle-service", "openid")));
        visitors.put(Guest.FRONTEND_USER, riskflow.visitor().signIn(SandboxStaff.FRONTEND));
        visitors.put(Guest.OFFICE_USER, riskflow.visitor().signIn(SandboxStaff.OFFICE));
        visitors.put(Guest.ADMIN_USER, riskflow.visitor().signIn(SandboxStaff.ADMIN));
        giveFlows();
    }

    /** Completed ones where the guest may see a report. */
    private void giveFlows() {
        String ofShop = completed(riskflow.shop());
        String ofOtherShop = completed(riskflow.otherShop());
        for (Guest guest : Guest.values()) {
            own.put(guest, ofShop);
            others.put(guest, ofOtherShop);
        }
        String ofEndUser = started(Guest.END_USER);
        String ofAnother = started(Guest.END_USER_OF_ALL_SCOPES);
        own.put(Guest.END_USER, ofEndUser);
        others.put(Guest.END_USER, ofAnother);
        own.put(Guest.END_USER_OF_ALL_SCOPES, ofAnother);
        others.put(Guest.END_USER_OF_ALL_SCOPES, ofEndUser);
        own.put(Guest.SERVICE_FOR_FLOWS, started(Guest.SERVICE_FOR_FLOWS));
    }

    String flow(Guest guest, Whose whose) {
        return switch (whose) {
            case OWN -> own.getOrDefault(guest, UNKNOWN);
            case OTHERS -> others.getOrDefault(guest, UNKNOWN);
            case NONE -> UNKNOWN;
        };
    }

    /** One that may be lost by what is tried on it. */
    String newFlow(Whose whose) {
        return switch (whose) {
            case OWN -> flowId(start(riskflow.shop()));
            case OTHERS -> flowId(start(riskflow.otherShop()));
            case NONE -> UNKNOWN;
        };
    }

    Reply call(Guest guest, String method, String path) {
        Caller caller = callers.get(guest);
        if (caller != null) {
            return method.equals("POST") ? caller.post(path, body(path)) : caller.call(method, path);
        }
        Visitor visitor = visitors.get(guest);
        if (visitor == null) {
            throw new IllegalStateException("Nobody is " + guest);
        }
        return visitor.call(method, path);
    }

    /** From a form of ours, where there is one for this guest. */
    Reply submit(Guest guest, String path) {
        Visitor visitor = visitors.get(guest);
        return visitor == null ? riskflow.visitor().submit("/login", path) : visitor.submit("/dashboard", path);
    }

    private static String body(String path) {
        return path.endsWith("/confirmation")
                ? "{\"confirmation\": \"" + "A".repeat(43) + "\"}"
                : path.equals("/risk-flows") ? "{\"type\": \"one_time\"}" : "";
    }

    private String started(Guest guest) {
        return flowId(call(guest, "POST", "/risk-flows"));
    }

    private String completed(Caller shop) {
        Reply started = start(shop);
        riskflow.authorize(new dev.riskflow.environment.Link(flowId(started), started.member("location")));
        org.awaitility.Awaitility.await()
                .until(() -> riskflow.admin()
                        .get("/risk-flows/" + flowId(started))
                        .member("status")
                        .equals("completed"));
        return flowId(started);
    }

    private static Reply start(Caller caller) {
        return caller.post("/risk-flows", "{\"type\": \"one_time\"}");
    }

    private static String flowId(Reply started) {
        if (started.status() != 201) {
            throw new IllegalStateException("No flow was started: " + started);
        }
        return started.member("flow_id");
    }
}
