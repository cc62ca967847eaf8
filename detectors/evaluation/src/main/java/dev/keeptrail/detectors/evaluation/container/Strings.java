package dev.keeptrail.detectors.evaluation.container;

/** String literals of data formats, programming languages, shells and databases. */
final class Strings {
  private Strings() {}

  static Contained json(String text) {
    return Writing.of(text, "{\"id\": 4711, \"body\": \"", Strings::jsonCharacter, "\"}");
  }

  static Contained jsonInJson(String text) {
    return Writing.of(text, "{\"text\":\"", Strings::jsonCharacter, "\"}").in(Strings::json);
  }

  /** Everything but ASCII escaped, as Python's and many other writers do. */
  static Contained asciiJson(String text) {
    return Writing.of(
        text,
        "[{\"role\": \"user\", \"content\": \"",
        character -> character < 0x80 ? jsonCharacter(character) : unicodeEscapes(character),
        "\"}]");
  }

  static Contained python(String text) {
    return Writing.of(
        text,
        "message = '",
        character -> character == '"' ? "\"" : character == '\'' ? "\\'" : jsonCharacter(character),
        "'\nsend(message)\n");
  }

  /** One literal a line, as C, Java and Go writers break them. */
  static Contained concatenated(String text) {
    return Writing.of(
        text,
        "String text =\n    \"",
        character -> character == '\n' ? "\\n\"\n  + \"" : jsonCharacter(character),
        "\";\n");
  }

  static Contained shell(String text) {
    return Writing.of(
        text,
        "echo '",
        character -> character == '\'' ? "'\\''" : Character.toString(character),
        "' > note\n");
  }

  static Contained sql(String text) {
    return Writing.of(
        text,
        "INSERT INTO notes (id, body) VALUES (7, '",
        character -> character == '\'' ? "''" : Character.toString(character),
        "');\n");
  }

  static Contained csv(String text) {
    return Writing.of(
        text,
        "id,body,state\n7,\"",
        character -> character == '"' ? "\"\"" : Character.toString(character),
        "\",open\n");
  }

  /** A value of a Java properties file: continued lines, escaped separators. */
  static Contained properties(String text) {
    return Writing.of(
        text,
        "note.body=",
        character ->
            switch (character) {
              case '\n' -> "\\n\\\n    ";
              case '\r' -> "\\r";
              case '\t' -> "\\t";
              case ':', '=', '#', '!', '\\' -> "\\" + Character.toString(character);
              default ->
                  character < 0x7F ? Character.toString(character) : unicodeEscapes(character);
            },
        "\nnote.state=open\n");
  }

  static Contained yamlBlock(String text) {
    return Writing.of(
        text,
        "id: 7\nbody: |\n  ",
        character -> character == '\n' ? "\n  " : Character.toString(character),
        "\nstate: open\n");
  }

  private static String jsonCharacter(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> character < 0x20 ? unicodeEscapes(character) : Character.toString(character);
    };
  }

  private static String unicodeEscapes(int character) {
    var escapes = new StringBuilder();
    for (char unit : Character.toChars(character)) {
      escapes.append("\\u%04x".formatted((int) unit));
    }
    return escapes.toString();
  }
}
