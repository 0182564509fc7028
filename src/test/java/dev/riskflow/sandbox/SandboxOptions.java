package dev.riskflow.sandbox;

/**
 * What is fixed when the sandbox starts.
 *
 * @param port 0 for any free one
 * @param threads requests that may be acted upon at once; answers that are merely delayed hold none
 */
public record SandboxOptions(int port, int threads, Conduct conduct) {

    public static SandboxOptions usual() {
        return new SandboxOptions(0, 300, Conduct.usual());
    }

    public SandboxOptions withPort(int fixed) {
        return new SandboxOptions(fixed, threads, conduct);
    }

    public SandboxOptions withThreads(int count) {
        return new SandboxOptions(port, count, conduct);
    }

    public SandboxOptions withConduct(Conduct changed) {
        return new SandboxOptions(port, threads, changed);
    }
}
