package dev.riskflow.demo;

import static java.util.stream.Collectors.joining;

import dev.riskflow.environment.SandboxClients;
import dev.riskflow.environment.SandboxStaff;
import dev.riskflow.sandbox.SandboxUser;
import java.util.Map;

/** The last words of the start: what to open, and who to be there. */
record StartBanner(int port) {

    String text() {
        return """

                  Riskflow is running, with a sandbox provider and a database of its own.

                  Demo page    http://localhost:%1$d/demo
                  Dashboard    http://localhost:%1$d/dashboard
                               sign in with %8$s / %9$s
                  API docs     http://localhost:%1$d/swagger-ui.html
                               sign in with %2$s / %3$s

                  API clients  (HTTP Basic)
                %4$s

                  Bank login   %5$s / %6$s, one-time code %7$s

                  Ctrl-C stops it. Nothing is kept.
                """.formatted(
                        port,
                        SandboxClients.SHOP,
                        SandboxClients.secret(SandboxClients.SHOP),
                        clients(),
                        SandboxUser.USERNAME,
                        SandboxUser.PASSWORD,
                        SandboxUser.OTP,
                        SandboxStaff.OFFICE,
                        SandboxStaff.password(SandboxStaff.OFFICE));
    }

    private static String clients() {
        return SandboxClients.roles().entrySet().stream().map(StartBanner::line).collect(joining("\n"));
    }

    private static String line(Map.Entry<String, String> client) {
        return "    %-16s  %-23s  %s"
                .formatted(client.getKey(), SandboxClients.secret(client.getKey()), client.getValue());
    }
}
