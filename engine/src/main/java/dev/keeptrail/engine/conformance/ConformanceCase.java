package dev.keeptrail.engine.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One case: a folder of files.
 *
 * @param name the folder's path below the suite, with forward slashes
 * @param folder where its files are
 * @param note what the case says of itself
 */
public record ConformanceCase(String name, Family family, Path folder, CaseNote note) {
  public static final String TEXT_PACK = "pack.pack";
  public static final String YAML_PACK = "pack.yaml";

  /** A document that is laid over the YAML pack. */
  public static final String LAYER = "layer.yaml";

  public static final String CONTENT = "content.json";

  /** A detectors file, for a kind that asks a service. Not a name by which packs are found. */
  public static final String DETECTORS = "detectors.yml";

  public static final String DIAGNOSTICS = "expected.diagnostics.txt";
  public static final String PLAN = "expected.plan.json";
  public static final String FIXED_TEXT = "expected.fixed.pack";
  public static final String FIXED_YAML = "expected.fixed.yaml";
  public static final String DECISION = "expected.decision.json";
  public static final String TRACE = "expected.trace.jsonl";

  /** Whether the advice of lint is expected beside what the compiler says, and no plan. */
  public boolean isAboutLint() {
    return name.startsWith("language/lint/");
  }

  /** The packs that the case holds: one, or for equivalence two. */
  public List<Path> packs() {
    return List.of(folder.resolve(TEXT_PACK), folder.resolve(YAML_PACK)).stream()
        .filter(Files::isRegularFile)
        .toList();
  }

  /** The files that a pack of the case is made of, the lowest first. */
  public List<Path> layers(Path pack) {
    Path layer = folder.resolve(LAYER);
    return pack.endsWith(YAML_PACK) && Files.isRegularFile(layer)
        ? List.of(pack, layer)
        : List.of(pack);
  }

  /** The text of a file; empty when the case has no such file. */
  public Optional<String> text(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.isRegularFile(path)
        ? Optional.of(Files.readString(path, StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
