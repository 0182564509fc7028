package dev.riskflow.sandbox;

/**
 * What is fixed when the sandbox starts.
 *
 * @param witness is told of every secret; the sandbox itself remembers none
 */
public record SandboxOptions(Conduct conduct, Witness witness) {

    public static SandboxOptions usual() {
        return new SandboxOptions(Conduct.usual(), (kind, secret) -> {});
    }

    public SandboxOptions withConduct(Conduct changed) {
        return new SandboxOptions(changed, witness);
    }

    public SandboxOptions withWitness(Witness told) {
        return new SandboxOptions(conduct, told);
    }
}
