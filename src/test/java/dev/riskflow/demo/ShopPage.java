package dev.riskflow.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;

/** The demo page, as a customer of the shop uses it. */
record ShopPage(Page page, String url) {

    /** Jobs are polled for each second: the rest is for a busy machine. */
    private static final double PATIENCE_MILLIS = 30_000;

    ShopPage open() {
        page.navigate(url);
        return this;
    }

    ShopPage wantOngoing() {
        page.getByLabel("Ongoing").check();
        return this;
    }

    ShopPage fill(String label, String text) {
        page.getByLabel(label).fill(text);
        return this;
    }

    /** The browser leaves for the bank, unless the form is refused. */
    BankPages goToTheBank() {
        page.getByText("Go to the bank", new Page.GetByTextOptions().setExact(true))
                .click();
        return new BankPages(page);
    }

    /** Waits until the browser is back, with flow and status and nothing more in its URL, and the flow stands there. */
    ShopPage shows(String status) {
        assertThat(page).hasURL(Pattern.compile("^" + url + "\\?flow_id=[0-9a-f-]+&status=[a-z_]+$"));
        assertThat(page.locator("#status-name"))
                .hasText(status, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    /** Events don't reach the browser from now on. */
    ShopPage cutOffFromEvents() {
        page.route(Pattern.compile("/events\\?"), Route::abort);
        return this;
    }

    Locator transitions() {
        return page.locator("#transitions li span");
    }

    Locator figure(String name) {
        return page.locator("[data-figure=" + name + "] td");
    }

    Locator field(String label) {
        return page.getByLabel(label);
    }

    Locator element(String id) {
        return page.locator("#" + id);
    }
}
