package dev.riskflow.packaged;

/** Somebody with a name that no text of ours contains. */
record Person(String name, String iban, String userId) {

    static Person first() {
        return new Person("Xaver Quittenbäumer", "DE89370400440532013000", "user-4711-quittenbaum");
    }

    static Person second() {
        return new Person("Ottilie Zwetschgenmoos", "DE75512108001245126199", "user-0815-zwetschge");
    }
}
