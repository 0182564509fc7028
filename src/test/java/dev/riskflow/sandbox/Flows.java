package dev.riskflow.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The flows that were started. */
final class Flows {

    private final Map<String, SandboxFlow> byId = new ConcurrentHashMap<>();
    private final Map<String, SandboxFlow> byWidgetKey = new ConcurrentHashMap<>();

    void add(SandboxFlow flow) {
        byId.put(flow.id(), flow);
        byWidgetKey.put(flow.widgetKey(), flow);
    }

    @Nullable
    SandboxFlow find(String flowId) {
        return byId.get(flowId);
    }

    @Nullable
    SandboxFlow findByWidgetKey(String key) {
        return byWidgetKey.get(key);
    }

    SandboxFlow get(String flowId) {
        SandboxFlow flow = byId.get(flowId);
        if (flow == null) {
            throw new IllegalArgumentException("The sandbox knows no such flow");
        }
        return flow;
    }
}
