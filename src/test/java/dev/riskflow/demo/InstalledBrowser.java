package dev.riskflow.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The Chromium that this machine has; none is downloaded. All tests share one, each with contexts of its own. */
public final class InstalledBrowser {

    private static final String NAME = "chromium";

    private static final String NONE =
            "No browser: there is no '%s' on the PATH (Debian: apt-get install chromium)".formatted(NAME);

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--renderer-process-limit=1"); // or one more is started for each page, in case it is wanted

    private final Playwright playwright;
    private final Browser browser;

    private InstalledBrowser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(ARGUMENTS));
    }

    /** Null when there is none. It ends with this process. */
    public static @Nullable InstalledBrowser find() {
        return Shared.BROWSER;
    }

    /** Without a browser a test is skipped, but not where every test has to run. */
    public static InstalledBrowser required(@Nullable InstalledBrowser installed) {
        if (installed == null && System.getenv("CI") != null) {
            throw new AssertionError(NONE);
        }
        if (installed == null) {
            throw new TestAbortedException(NONE);
        }
        return installed;
    }

    public Browser browser() {
        return browser;
    }

    /** Launched when the first test asks for it. */
    private static final class Shared {

        static final @Nullable InstalledBrowser BROWSER = launch();

        private static @Nullable InstalledBrowser launch() {
            InstalledBrowser launched = onPath().map(InstalledBrowser::new).orElse(null);
            if (launched != null) {
                Runtime.getRuntime().addShutdownHook(new Thread(launched.playwright::close));
            }
            return launched;
        }
    }

    private static Optional<Path> onPath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .map(directory -> Path.of(directory, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
