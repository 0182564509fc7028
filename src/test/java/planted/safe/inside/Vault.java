package planted.safe.inside;

/** Not for other modules. */
public final class Vault {}
