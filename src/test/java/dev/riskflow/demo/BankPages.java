package dev.riskflow.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.riskflow.sandbox.SandboxUser;
import dev.riskflow.sandbox.WidgetStep;

/** The widget's pages, as a person in a browser uses them. */
record BankPages(Page page) {

    /** Waits for the page of that step. */
    BankPages shows(WidgetStep step) {
        assertThat(page.locator("main")).hasAttribute("data-step", step.name());
        return this;
    }

    BankPages chooseBank() {
        shows(WidgetStep.BANK);
        page.getByLabel("Mockbank").check();
        return proceed();
    }

    BankPages signIn() {
        return signIn(SandboxUser.PASSWORD);
    }

    BankPages signIn(String password) {
        shows(WidgetStep.LOGIN);
        page.getByLabel("User name").fill(SandboxUser.USERNAME);
        page.getByLabel("Password").fill(password);
        return proceed();
    }

    BankPages confirmByPhone() {
        shows(WidgetStep.METHOD);
        page.getByLabel("Auth method by phone").check();
        return proceed();
    }

    BankPages enterOneTimeCode() {
        shows(WidgetStep.OTP);
        page.getByLabel("One-time code").fill(SandboxUser.OTP);
        return proceed();
    }

    /** Beside the one that is preselected; and back to the shop. */
    void alsoChooseAccount(String name) {
        shows(WidgetStep.ACCOUNTS);
        page.getByLabel(name).check();
        proceed();
    }

    /** From the sign-in to the shop, as a person who knows everything. */
    void finishFromSignIn() {
        signIn().confirmByPhone().enterOneTimeCode().shows(WidgetStep.ACCOUNTS).proceed();
    }

    void cancel() {
        press("Cancel");
    }

    void letItFail() {
        press("Let it fail");
    }

    Locator complaint() {
        return page.getByRole(AriaRole.ALERT);
    }

    private BankPages proceed() {
        press("Continue");
        return this;
    }

    private void press(String button) {
        page.getByText(button, new Page.GetByTextOptions().setExact(true)).click();
    }
}
