package dev.riskflow.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.riskflow.environment.SandboxStaff;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person's browser at the dashboard. Closed, it complains of what went wrong in it unseen. */
final class Desk implements AutoCloseable {

    private static final String COUNT_CLICKS = """
            addEventListener("click", () => sessionStorage.setItem("clicks", Number(sessionStorage.getItem("clicks")) + 1), true);
            """;

    private final BrowserContext context;
    private final Page page;
    private final String service;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** @param how language, size and so on; Berlin is where the person sits */
    Desk(Browser browser, String service, Browser.NewContextOptions how) {
        this.service = service;
        context = browser.newContext(how.setTimezoneId("Europe/Berlin"));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (!Axe.isComplainedOf(message)) { // no page writes there on purpose
                complaints.add(message.text());
            }
        });
        page.addInitScript(COUNT_CLICKS);
    }

    Page page() {
        return page;
    }

    Desk open(String path) {
        page.navigate(service + path);
        return this;
    }

    /** On the form that is shown. */
    Desk signIn(String user) {
        return signIn(user, SandboxStaff.password(user));
    }

    Desk signIn(String user, String password) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(password);
        page.locator("main button").click();
        return this;
    }

    Locator link(String words) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    Locator button(String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    Locator heading() {
        return page.locator("h1");
    }

    /** How often something was clicked since the last time that this was asked. */
    int clicks() {
        Object clicks = page.evaluate("sessionStorage.getItem('clicks')");
        page.evaluate("sessionStorage.removeItem('clicks')");
        return clicks == null ? 0 : Integer.parseInt(clicks.toString());
    }

    /** Who is signed in, for another context of the same browser. */
    String session() {
        return context.storageState();
    }

    /** By how many pixels the page is wider than the window. */
    int overflow() {
        return (int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    }

    /** What the browser's console complained of. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }
}
