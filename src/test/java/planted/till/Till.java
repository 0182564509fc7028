package planted.till;

import planted.safe.inside.Vault;

/** Goes past the door of another module. */
public final class Till {

    private final Vault vault = new Vault();

    @Override
    public String toString() {
        return "Till of " + vault.getClass().getSimpleName();
    }
}
