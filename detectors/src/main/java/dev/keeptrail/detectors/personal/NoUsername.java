package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/** Words behind a label for a user's name that say what stands there, or go on with a sentence. */
final class NoUsername {
  private static final int LEAST_DIGITS = 4;
  private static final Set<String> WORDS =
      Set.of(
          "string",
          "text",
          "null",
          "none",
          "true",
          "false",
          "required",
          "optional",
          "varchar",
          "password",
          "email",
          "name",
          "undefined",
          "str",
          "field",
          "column",
          "value",
          "http",
          "https",
          "www",
          "your",
          "the",
          "and",
          "user",
          "username",
          "login",
          "await",
          "async",
          "return",
          "new",
          "function",
          "public",
          "private",
          "val",
          "when",
          "force",
          "package",
          "adres",
          "adresse",
          "dein",
          "deine",
          "ihr",
          "ihre",
          "votre",
          "ton",
          "notre",
          "tu",
          "su",
          "el",
          "la",
          "il",
          "seu",
          "sua",
          "uw",
          "jouw",
          "twój",
          "bool",
          "boolean",
          "int",
          "integer",
          "float",
          "bytes",
          "object",
          "any",
          "not",
          "before",
          "after",
          "hover",
          "your-email",
          "e-mail");

  private NoUsername() {}

  /** What styles call a class, and editors the place of a line. */
  static boolean isLabel(String label) {
    return label.equals("Pseudo") || label.equals("lineId") || label.equals("line_id");
  }

  /**
   * A number of rows, or of a few things: {@code user_id=4711}, {@code the most per UserID is 100}.
   */
  static boolean isCount(
      ScannedText text, int label, int labelEnd, int start, int end, boolean assigned) {
    for (int at = start; at < end; at++) {
      if (!CharacterKinds.isDigit(text.charAt(at))) {
        return false;
      }
    }
    return isFieldName(text, label, labelEnd) || (!assigned && end - start < LEAST_DIGITS);
  }

  private static boolean isFieldName(ScannedText text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.charAt(at) == '_' || text.charAt(at) == '-') {
        return true;
      }
    }
    return false;
  }

  static boolean isOne(String name) {
    return WORDS.contains(CaseFolding.fold(name));
  }
}
