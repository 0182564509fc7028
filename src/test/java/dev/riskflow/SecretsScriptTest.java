package dev.riskflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code secrets.sh} makes, and what it leaves as it is, with tools that stand for openssl and htpasswd. */
class SecretsScriptTest {

    private static final String SCRIPT = "src/main/docker/secrets.sh";
    private static final String ENCODED = "secrets/riskflow.security.clients.shop.secret";
    private static final String PLAIN = "secrets/plain/shop";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path top;

    @BeforeEach
    void aCheckout() throws IOException {
        Path script = top.resolve(SCRIPT);
        Files.createDirectories(script.getParent());
        Files.writeString(script, new Repository().text(SCRIPT));
        Files.createDirectory(top.resolve("tools"));
        tool("openssl", "echo made-up-$$");
        tool("htpasswd", "echo \":of $(cat)\"");
    }

    @Test
    void whatIsThereStays() throws Exception {
        run();
        String secret = text(PLAIN);
        assertThat(text(ENCODED)).isEqualTo("{bcrypt}of " + secret);
        Files.delete(top.resolve(PLAIN));

        run();
        assertThat(text(ENCODED)).isEqualTo("{bcrypt}of " + secret);
        assertThat(top.resolve(PLAIN)).doesNotExist();
    }

    /** Somebody who takes a secret away wants another one, also where the old one still lies beside it. */
    @Test
    void whatIsTakenAwayIsMadeAnew() throws Exception {
        run();
        String secret = text(PLAIN);
        Files.delete(top.resolve(ENCODED));

        run();
        assertThat(text(PLAIN)).isNotEqualTo(secret);
        assertThat(text(ENCODED)).isEqualTo("{bcrypt}of " + text(PLAIN));
    }

    private void tool(String name, String command) throws IOException {
        Path tool = Files.writeString(top.resolve("tools").resolve(name), "#!/usr/bin/env bash\n" + command + "\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
    }

    private String text(String path) throws IOException {
        return Files.readString(top.resolve(path));
    }

    private void run() throws IOException, InterruptedException {
        Path input = Files.writeString(top.resolve("input"), "the provider's\n");
        Path output = top.resolve("output");
        ProcessBuilder script = new ProcessBuilder("bash", SCRIPT)
                .directory(top.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        script.environment().merge("PATH", top.resolve("tools").toString(), (path, tools) -> tools + ":" + path);
        Process process = script.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
