package dev.riskflow.crash;

import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.RiskReportProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Stops on both sides of a refresh. */
final class StoppableProvider {

    private StoppableProvider() {}

    static RiskReportProvider around(RiskReportProvider provider, Breakpoints breakpoints) {
        return (RiskReportProvider) Proxy.newProxyInstance(
                StoppableProvider.class.getClassLoader(),
                new Class<?>[] {RiskReportProvider.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("refresh")) {
                        return call(provider, method, arguments);
                    }
                    String flowId = ((FlowId) arguments[0]).value();
                    stop(breakpoints, flowId, Breakpoint.CLAIMED);
                    Object answer = call(provider, method, arguments);
                    stop(breakpoints, flowId, Breakpoint.ANSWERED);
                    return answer;
                });
    }

    private static void stop(Breakpoints breakpoints, String flowId, Breakpoint here) {
        if (breakpoints.isSet(flowId, here)) {
            breakpoints.stopHere(flowId);
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
