package dev.riskflow.sandbox;

import java.util.List;

/** An account at the mock bank, as the user sees it when choosing. */
record BankAccount(String iban, String name, String type, List<String> owners) {

    boolean isJoint() {
        return owners.size() > 1;
    }
}
