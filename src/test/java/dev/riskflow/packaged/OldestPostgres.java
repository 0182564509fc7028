package dev.riskflow.packaged;

import dev.riskflow.environment.EmbeddedDatabase;
import dev.riskflow.environment.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The oldest PostgreSQL that is supported; the build puts its binaries beside the packaged jar. */
final class OldestPostgres implements PgBinaryResolver {

    static EmbeddedDatabase start() {
        return EmbeddedDatabase.start(
                EmbeddedPostgres.builder().setPort(FreePort.find()).setPgBinaryResolver(new OldestPostgres()));
    }

    /** The jar was chosen for this platform, and holds one archive. */
    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        String path = System.getProperty("riskflow.postgres15");
        if (path == null) {
            throw new IllegalStateException("The build names the binaries in riskflow.postgres15");
        }
        try (JarFile jar = new JarFile(path)) {
            JarEntry archive = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream binaries = jar.getInputStream(archive)) {
                return new ByteArrayInputStream(binaries.readAllBytes());
            }
        }
    }
}
