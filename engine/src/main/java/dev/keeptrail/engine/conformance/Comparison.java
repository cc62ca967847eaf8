package dev.keeptrail.engine.conformance;

import dev.keeptrail.engine.conformance.CaseResult.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds answers against the expected files: exactly, with nothing missing and nothing over. */
final class Comparison {
  private static final List<String> EXPECTED =
      List.of(
          ConformanceCase.DIAGNOSTICS,
          ConformanceCase.PLAN,
          ConformanceCase.FIXED_TEXT,
          ConformanceCase.FIXED_YAML,
          ConformanceCase.DECISION,
          ConformanceCase.TRACE);

  private Comparison() {}

  static List<Difference> differences(ConformanceCase given, List<Answer> answers)
      throws IOException {
    List<Difference> differences = new ArrayList<>();
    for (Answer answer : answers) {
      firstDifference(
              answer.file(), answer.from(), given.text(answer.file()).orElse(null), answer.text())
          .ifPresent(differences::add);
    }
    for (String file : EXPECTED) {
      Optional<String> expected = given.text(file);
      if (expected.isPresent() && answers.stream().noneMatch(a -> a.file().equals(file))) {
        firstDifference(file, "", expected.get(), null).ifPresent(differences::add);
      }
    }
    return differences;
  }

  private static Optional<Difference> firstDifference(
      String file, String from, @Nullable String expected, @Nullable String got) {
    // WHY: a case need not hold an empty file to say that there is nothing.
    if (Objects.requireNonNullElse(expected, "").equals(Objects.requireNonNullElse(got, ""))) {
      return Optional.empty();
    }
    List<String> wanted = lines(expected);
    List<String> found = lines(got);
    int line = 0;
    while (line < wanted.size()
        && line < found.size()
        && wanted.get(line).equals(found.get(line))) {
      line++;
    }
    return Optional.of(
        new Difference(file, from, line + 1, lineAt(wanted, line), lineAt(found, line)));
  }

  private static @Nullable String lineAt(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line) : null;
  }

  private static List<String> lines(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split("\n", -1));
  }
}
