package planted.safe;

import planted.safe.inside.Vault;

/** The door of the module. */
public final class Safe {

    private final Vault vault = new Vault();

    @Override
    public String toString() {
        return "Safe of " + vault.getClass().getSimpleName();
    }
}
