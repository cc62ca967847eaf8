package dev.keeptrail.conformance.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.conformance.Golden;
import dev.keeptrail.conformance.Repository;
import dev.keeptrail.conformance.bypass.BypassClasses.BypassClass;
import dev.keeptrail.conformance.bypass.BypassClasses.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the classes, the cases and the page about them together. */
final class BypassPageTest {
  @Test
  void everyPointHasACaseOrATest() throws IOException {
    Set<String> held = held();
    for (BypassClass one : BypassClasses.all()) {
      for (Point point : one.points()) {
        assertThat(held.contains(point.id()) || !point.tests().isEmpty())
            .as("a case or a test of " + point.id())
            .isTrue();
      }
    }
  }

  @Test
  void everyCaseIsOfAPointOfItsClass() throws IOException {
    Set<String> points = new HashSet<>();
    Set<String> folders = new HashSet<>();
    for (BypassClass one : BypassClasses.all()) {
      folders.add(one.folder());
      one.points().forEach(point -> points.add(point.id()));
    }
    for (BypassCase given : CaseReader.all()) {
      assertThat(given.name()).matches("[a-z0-9-]+/[a-z0-9-]+");
      assertThat(folders).as(given.name()).contains(given.name().split("/", 2)[0]);
      assertThat(given.holds()).as(given.name()).isNotEmpty();
      assertThat(points).as(given.name()).containsAll(given.holds());
      assertThat(given.file().resolveSibling(given.golden().getFileName())).exists();
    }
  }

  @Test
  void everyGoldenFileHasItsCase() throws IOException {
    try (Stream<Path> files = Files.walk(CaseReader.folder())) {
      for (Path golden : files.filter(file -> file.toString().endsWith(".golden")).toList()) {
        String name = String.valueOf(golden.getFileName());
        assertThat(golden.resolveSibling(name.replace(".golden", ".yaml"))).exists();
      }
    }
  }

  @Test
  void everyCaseThatMustKeepSomethingSaysWhat() throws IOException {
    for (BypassCase given : CaseReader.all()) {
      assertThat(given.never()).as(given.name()).isNotEmpty();
    }
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    Map<String, Path> tests = tests();
    for (BypassClass one : BypassClasses.all()) {
      for (Point point : one.points()) {
        for (String test : point.tests()) {
          String[] parts = test.split("#", 2);
          assertThat(tests).as("the tests of " + point.id()).containsKey(parts[0]);
          if (parts.length > 1) {
            assertThat(Files.readString(Repository.root().resolve(tests.get(parts[0]))))
                .as(test)
                .contains(" " + parts[1] + "(");
          }
        }
      }
    }
    Golden.verify(
        Repository.root().resolve("docs/reference/bypass-classes.md"),
        new BypassPage(CaseReader.all(), tests).of(BypassClasses.all()));
  }

  private static Set<String> held() throws IOException {
    return CaseReader.all().stream()
        .flatMap(given -> given.holds().stream())
        .collect(Collectors.toSet());
  }

  /** The tests of the repository by name of class, as paths from its root. */
  private static Map<String, Path> tests() throws IOException {
    Map<String, Path> tests = new TreeMap<>();
    List<String> modules =
        List.of(
            "detectors", "engine", "ledger", "runtime-gateway", "repl", "cli", "conformance-tests");
    for (String module : modules) {
      Path folder = Repository.root().resolve(module).resolve("src/test/java");
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file ->
                tests.put(
                    String.valueOf(file.getFileName()).replace(".java", ""),
                    Repository.root().relativize(file)));
      }
    }
    return tests;
  }
}
