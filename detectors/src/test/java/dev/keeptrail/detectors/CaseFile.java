package dev.keeptrail.detectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The cases of a test, in a file {@code cases.txt} beside it: one a line, named by the line. */
public final class CaseFile {
  private CaseFile() {}

  /** A test for each line that is neither blank nor a comment. */
  public static Stream<DynamicTest> tests(Class<?> owner, Consumer<String> check)
      throws IOException {
    return tests(owner, "cases.txt", check);
  }

  /** The same of another file beside the test. */
  public static Stream<DynamicTest> tests(Class<?> owner, String file, Consumer<String> check)
      throws IOException {
    return lines(owner, file).stream()
        .map(line -> DynamicTest.dynamicTest(line, () -> check.accept(line)));
  }

  private static List<String> lines(Class<?> owner, String name) throws IOException {
    try (InputStream file = Objects.requireNonNull(owner.getResourceAsStream(name))) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
