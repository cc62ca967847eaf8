package dev.keeptrail.language.lint;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the packs below a folder: files called {@code policy-config.yaml} (or {@code .yml}) and
 * files ending in {@code .pack}. Folders for tests, builds and hidden things are left out. The
 * folder itself and files may be links, as in a mounted config map; links to further folders are
 * not followed. A link that leads nowhere is found as well: whoever reads it says so, because a
 * pack that somebody meant to be there is not.
 */
public final class PackFinder {
  /** How many packs one folder may hold. */
  public static final int MAX_PACKS = 1_000;

  private static final int MAX_DEPTH = 32;
  private static final Set<String> CONFIGURATIONS =
      Set.of("policy-config.yaml", "policy-config.yml");
  private static final Set<String> LEFT_OUT = Set.of("tests", "target", "node_modules");

  private PackFinder() {}

  /**
   * Their paths, sorted, at most one more than {@link #MAX_PACKS}.
   *
   * @throws IOException when a folder cannot be read
   */
  public static List<Path> below(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Path root = folder.toRealPath();
    Files.walkFileTree(root, Set.of(), MAX_DEPTH, new Visitor(root, found));
    found.replaceAll(file -> folder.resolve(root.relativize(file)));
    found.sort(Comparator.naturalOrder());
    return found;
  }

  /** Whether a file is called as packs in YAML are, so that it is one whatever it holds. */
  public static boolean isUsual(Path file) {
    return CONFIGURATIONS.contains(String.valueOf(file.getFileName()));
  }

  /** Whether the folder of a pack holds tests: {@code tests/} with a JSON or YAML file in it. */
  public static boolean hasTests(Path pack) throws IOException {
    Path tests = pack.resolveSibling("tests");
    if (!Files.isDirectory(tests)) {
      return false;
    }
    try (Stream<Path> files = Files.list(tests)) {
      return files.map(Path::toString).anyMatch(name -> name.matches(".*\\.(json|ya?ml)"));
    }
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> found;

    Visitor(Path root, List<Path> found) {
      this.root = root;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      boolean leftOut = LEFT_OUT.contains(name) || name.startsWith(".");
      return leftOut && !folder.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = String.valueOf(file.getFileName());
      boolean isFile =
          attributes.isRegularFile()
              || (attributes.isSymbolicLink() && (Files.isRegularFile(file) || leadsNowhere(file)));
      if (isFile && (CONFIGURATIONS.contains(name) || name.endsWith(".pack"))) {
        found.add(file);
      }
      return found.size() > MAX_PACKS ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    /** WHY: editors mark files that they have open with hidden links to nothing. */
    private static boolean leadsNowhere(Path link) {
      return !Files.exists(link) && !String.valueOf(link.getFileName()).startsWith(".");
    }
  }
}
