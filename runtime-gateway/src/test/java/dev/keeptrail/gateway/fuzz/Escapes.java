package dev.keeptrail.gateway.fuzz;

/** The same JSON, written otherwise. */
final class Escapes {
  private Escapes() {}

  /** One letter in so many, inside of strings, as an escape. */
  static String of(Dice dice, String json, int oneIn) {
    var written = new StringBuilder();
    boolean inside = false;
    boolean escape = false;
    for (int at = 0; at < json.length(); at++) {
      char letter = json.charAt(at);
      boolean plain = inside && !escape && letter != '"' && letter != '\\';
      if (letter == '"' && !escape) {
        inside = !inside;
      }
      escape = letter == '\\' && !escape;
      if (plain && dice.once(oneIn)) {
        at = escaped(dice, written, json, at);
      } else if (Character.isHighSurrogate(letter)) {
        written.append(letter).append(json.charAt(++at));
      } else {
        written.append(letter);
      }
    }
    return written.toString();
  }

  private static int escaped(Dice dice, StringBuilder written, String json, int at) {
    char letter = json.charAt(at);
    String form = dice.coin() ? "\\u%04x" : "\\u%04X";
    written.append(form.formatted((int) letter));
    if (Character.isHighSurrogate(letter)) {
      written.append(form.formatted((int) json.charAt(at + 1)));
      return at + 1;
    }
    return at;
  }

  /** White space between values, some of it line ends. */
  static String spaced(Dice dice, String json) {
    var written = new StringBuilder();
    boolean inside = false;
    boolean escape = false;
    for (int at = 0; at < json.length(); at++) {
      char letter = json.charAt(at);
      written.append(letter);
      if (letter == '"' && !escape) {
        inside = !inside;
      }
      escape = inside && letter == '\\' && !escape;
      if (!inside && ",:{[".indexOf(letter) >= 0 && dice.once(4)) {
        written.append(dice.of(" ", "\n", "\t", "\n  "));
      }
    }
    return written.toString();
  }
}
