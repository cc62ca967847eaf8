package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import java.util.Set;

/** Words behind a label for a user's name that say what stands there, or go on with a sentence. */
final class NoUsername {
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
          "your-email",
          "e-mail");

  private NoUsername() {}

  static boolean isOne(String name) {
    return WORDS.contains(CaseFolding.fold(name));
  }
}
