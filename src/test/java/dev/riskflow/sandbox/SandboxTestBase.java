package dev.riskflow.sandbox;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** Each test has a sandbox of its own, and its own time. */
abstract class SandboxTestBase {

    final MovableClock clock = new MovableClock(Instant.parse("2026-03-14T09:26:53Z"));
    final SandboxProvider provider = SandboxProvider.start(
            SandboxOptions.usual().withConduct(Conduct.usual().withClock(clock)));
    final SandboxClient client = new SandboxClient(provider);

    @AfterEach
    void stop() {
        provider.close();
    }
}
