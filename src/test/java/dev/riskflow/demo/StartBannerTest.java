package dev.riskflow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.environment.SandboxClients;
import org.junit.jupiter.api.Test;

class StartBannerTest {

    @Test
    void saysWhatToOpenAndWhoToBe() {
        String text = new StartBanner(9_090).text();

        assertThat(text)
                .contains("http://localhost:9090/demo\n", "http://localhost:9090/swagger-ui.html\n")
                .contains("http://localhost:9090/dashboard\n", "demo-office / demo-office-password\n")
                .contains("figo01 / 654321", "123456", "Ctrl-C");
        SandboxClients.roles()
                .forEach((client, role) ->
                        assertThat(text).containsPattern(client + " +" + client + "-secret +" + role + "\n"));
    }
}
