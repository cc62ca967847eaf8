package dev.keeptrail.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbered paragraphs of the language reference. */
final class Specification {
  private static final Pattern PARAGRAPH =
      Pattern.compile("^\\*\\*(\\d+\\.\\d+)\\*\\* (.*)$", Pattern.MULTILINE);

  private Specification() {}

  static Path page() {
    return Repository.root().resolve("docs/reference/language.md");
  }

  /** The first line of each paragraph, by number, in order. */
  static Map<String, String> paragraphs() throws IOException {
    Map<String, String> paragraphs = new LinkedHashMap<>();
    Matcher matcher = PARAGRAPH.matcher(Files.readString(page()));
    while (matcher.find()) {
      if (paragraphs.put(matcher.group(1), matcher.group(2)) != null) {
        throw new IllegalStateException("paragraph " + matcher.group(1) + " is there twice");
      }
    }
    return paragraphs;
  }
}
