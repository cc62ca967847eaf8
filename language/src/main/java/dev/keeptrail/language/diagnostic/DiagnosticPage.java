package dev.keeptrail.language.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages of {@code docs/diagnostics/}, as the build put them beside the classes. */
public final class DiagnosticPage {
  private static final int CODE_LENGTH = 4;

  private DiagnosticPage() {}

  /** Where the page of a code is in the repository. */
  public static String path(DiagnosticCode code) {
    return "docs/diagnostics/" + code.code() + ".md";
  }

  /** The page of a code as Markdown, in whatever case the code is written; empty without one. */
  public static Optional<String> of(String code) {
    String name = code.toUpperCase(Locale.ROOT);
    boolean isCode =
        name.length() == CODE_LENGTH && name.chars().allMatch(Character::isLetterOrDigit);
    return isCode ? read("pages/" + name + ".md") : Optional.empty();
  }

  /** What the first paragraph of a page says, in one line. */
  public static String firstParagraph(String page) {
    return page.lines()
        .dropWhile(line -> line.startsWith("#") || line.isBlank())
        .takeWhile(line -> !line.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> read(String resource) {
    try (InputStream in = DiagnosticPage.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a page of the build cannot be read", e);
    }
  }
}
