package dev.riskflow.sandbox;

/**
 * What is fixed when the sandbox starts.
 *
 * @param port 0 for any free one
 * @param threads requests that may be acted upon at once; answers that are merely delayed hold none
 * @param witness is told of every secret; the sandbox itself remembers none
 */
public record SandboxOptions(int port, int threads, Conduct conduct, Witness witness) {

    public static SandboxOptions usual() {
        return new SandboxOptions(0, 300, Conduct.usual(), (kind, secret) -> {});
    }

    public SandboxOptions withPort(int fixed) {
        return new SandboxOptions(fixed, threads, conduct, witness);
    }

    public SandboxOptions withThreads(int count) {
        return new SandboxOptions(port, count, conduct, witness);
    }

    public SandboxOptions withConduct(Conduct changed) {
        return new SandboxOptions(port, threads, changed, witness);
    }

    public SandboxOptions withWitness(Witness told) {
        return new SandboxOptions(port, threads, conduct, told);
    }
}
