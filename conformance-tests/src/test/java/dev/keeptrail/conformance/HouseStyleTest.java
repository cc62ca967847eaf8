package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackFormatter;
import dev.keeptrail.language.PackFormatter.Outcome;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The house style, seen: each folder below {@code format-cases} holds a {@code given.pack} that
 * nobody would want to read and what the formatter makes of it in {@code expected.pack}.
 */
final class HouseStyleTest {
  @TestFactory
  Stream<DynamicTest> everyCase() throws IOException {
    try (Stream<Path> folders =
        Files.list(Repository.root().resolve("conformance-tests/format-cases"))) {
      return folders.sorted().toList().stream()
          .map(folder ->
              DynamicTest.dynamicTest(String.valueOf(folder.getFileName()), () -> check(folder)));
    }
  }

  private static void check(Path folder) throws IOException {
    String formatted = formatted(folder.resolve("given.pack"));
    Golden.verify(folder.resolve("expected.pack"), formatted);
    assertThat(formatted(folder.resolve("expected.pack"))).isEqualTo(formatted);
  }

  private static String formatted(Path file) throws IOException {
    if (SourceReader.read(file) instanceof SourceReading.Decoded(var source)
        && PackFormatter.format(source) instanceof Outcome.Formatted(String text)) {
      return text;
    }
    throw new AssertionError(file + " cannot be read");
  }
}
