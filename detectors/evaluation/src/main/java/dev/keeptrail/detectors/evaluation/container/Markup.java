package dev.keeptrail.detectors.evaluation.container;

/** Languages in which documents are written. */
final class Markup {
  private Markup() {}

  static Contained xml(String text) {
    return Writing.of(text, "<note id=\"7\"><body>", Markup::escaped, "</body></note>\n");
  }

  /** Paragraphs, with what HTML editors write for quotes and for letters beyond ASCII. */
  static Contained html(String text) {
    return Writing.of(
        text,
        "<html><body><p>",
        character ->
            switch (character) {
              case '\n' -> "</p>\n<p>";
              case '"' -> "&quot;";
              case '\'' -> "&#39;";
              default -> character < 0x80 ? escaped(character) : "&#" + character + ";";
            },
        "</p></body></html>\n");
  }

  static Contained lineBreaks(String text) {
    return Writing.of(
        text,
        "<td class=\"note\">",
        character -> character == '\n' ? "<br/>" : escaped(character),
        "</td>");
  }

  static Contained markdownCell(String text) {
    return Writing.of(
        text,
        "| id | body | state |\n|---:|------|-------|\n|  7 | ",
        character ->
            switch (character) {
              case '\n' -> "<br>";
              case '|' -> "\\|";
              default -> Character.toString(character);
            },
        " | open |\n");
  }

  /** Markdown in which everything that could be markup is escaped, as converters write it. */
  static Contained escapedMarkdown(String text) {
    return Writing.of(
        text,
        "# Note\n\n",
        character ->
            "\\`*_{}[]<>()#+-.!|".indexOf(character) >= 0
                ? "\\" + Character.toString(character)
                : Character.toString(character),
        "\n");
  }

  static Contained latex(String text) {
    return Writing.of(
        text,
        "\\begin{document}\n",
        character ->
            switch (character) {
              case '&', '%', '$', '#', '_', '{', '}' -> "\\" + Character.toString(character);
              case '~' -> "\\textasciitilde{}";
              case '^' -> "\\textasciicircum{}";
              case '\\' -> "\\textbackslash{}";
              default -> Character.toString(character);
            },
        "\n\\end{document}\n");
  }

  static Contained rtf(String text) {
    return Writing.of(
        text,
        "{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Arial;}}\\f0\\fs24 ",
        character ->
            switch (character) {
              case '\n' -> "\\par\n";
              case '\t' -> "\\tab ";
              case '\\', '{', '}' -> "\\" + Character.toString(character);
              default -> rtfCharacter(character);
            },
        "\\par}\n");
  }

  private static String rtfCharacter(int character) {
    if (character < 0x80) {
      return Character.toString(character);
    }
    if (character >= 0xA0 && character <= 0xFF) {
      return "\\'%02x".formatted(character);
    }
    var escapes = new StringBuilder();
    for (char unit : Character.toChars(character)) {
      escapes.append("\\u").append((short) unit).append('?');
    }
    return escapes.toString();
  }

  private static String escaped(int character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(character);
    };
  }
}
