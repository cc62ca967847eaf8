package dev.keeptrail.engine.kind.bundled;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Files of regular expressions that belong to a kind: one a line, {@code #} before comments, and
 * {@code let name = part} for what {@code {name}} stands for from there on.
 */
final class Expressions {
  private static final String LET = "let ";

  private Expressions() {}

  /** The expressions of a file beside this class, in order. */
  static List<String> read(String file) {
    Map<String, String> parts = new LinkedHashMap<>();
    List<String> expressions = new ArrayList<>();
    for (String line : text(file).lines().map(String::strip).toList()) {
      if (line.startsWith(LET)) {
        int equals = line.indexOf('=');
        String name = line.substring(LET.length(), equals).strip();
        parts.put("{" + name + "}", whole(line.substring(equals + 1).strip(), parts));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        expressions.add(whole(line, parts));
      }
    }
    return List.copyOf(expressions);
  }

  private static String whole(String line, Map<String, String> parts) {
    String whole = line;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      whole = whole.replace(part.getKey(), part.getValue());
    }
    return whole;
  }

  private static String text(String file) {
    try (InputStream in =
        Objects.requireNonNull(Expressions.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
