package dev.keeptrail.detectors.evaluation.corpus;

import dev.keeptrail.detectors.ParameterKind;
import java.util.Locale;
import java.util.Map;

/**
 * Which parameter a row's text would be a value of: what the row declares, or what fits its kind.
 * Payloads against web applications are scanned as values of a parameter of which nothing is known,
 * because the corpora do not say what the parameter was for.
 */
public final class ParameterKinds {
  private static final Map<String, ParameterKind> BY_KIND =
      Map.of(
          "sql", ParameterKind.SQL,
          "shell", ParameterKind.SHELL,
          "shell-setup", ParameterKind.SHELL,
          "code", ParameterKind.CODE,
          "path", ParameterKind.PATH,
          "url", ParameterKind.URL,
          "ssrf", ParameterKind.URL,
          "text", ParameterKind.FREE_TEXT,
          "file inclusion", ParameterKind.PATH,
          "directory traversal", ParameterKind.PATH);

  private ParameterKinds() {}

  static ParameterKind of(String kind) {
    return BY_KIND.getOrDefault(kind.toLowerCase(Locale.ROOT), ParameterKind.UNKNOWN);
  }

  static ParameterKind declared(String word) throws BrokenRowException {
    try {
      return ParameterKind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new BrokenRowException("`parameter_kind` is `%s`, which is none".formatted(word));
    }
  }
}
