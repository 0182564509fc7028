package dev.riskflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of this repository, which tests find from where the build runs. */
public final class Repository {

    private final Path top = Path.of("").toAbsolutePath();

    public boolean has(String path) {
        return Files.isRegularFile(top.resolve(path));
    }

    public String text(String path) {
        try {
            return Files.readString(top.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below a directory, by how their names end. */
    public Stream<String> files(String directory, String ending) {
        try (Stream<Path> found = Files.walk(top.resolve(directory))) {
            return found
                    .filter(file -> file.toString().endsWith(ending))
                    .map(file -> top.relativize(file).toString())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON is YAML. */
    public JsonNode yaml(String path) {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(path));
        return new JsonMapper().valueToTree(read);
    }
}
