package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/** What stands between the signs of a template where no template belongs. Stateless. */
final class Expression {
  /** Names of what an engine or a server keeps for itself. */
  private static final Set<String> INSIDES =
      Set.of(
          "config",
          "settings",
          "self",
          "request",
          "response",
          "session",
          "application",
          "app",
          "globals",
          "env",
          "process",
          "system",
          "param",
          "requestscope",
          "sessionscope",
          "facescontext",
          "pagecontext",
          "this",
          "_self",
          "g",
          "url_for",
          "cycler",
          "lipsum");

  private Expression() {}

  /** Whether it is more than the name of a field: a call, a computation, a tag. */
  static boolean computes(String inside, String closing) {
    String text = inside.strip();
    if (text.isEmpty()) {
      return false;
    }
    if (closing.equals("%}") || text.startsWith(".data_model")) {
      return true;
    }
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    String first = text.substring(0, end);
    boolean alone = closing.equals("}") && first.length() == text.length();
    if (INSIDES.contains(first) && !alone) {
      return true;
    }
    return !closing.equals(")")
        && text.chars().anyMatch(c -> "('\"`".indexOf(c) >= 0)
        && !isDefault(text);
  }

  /** {@code name|default('x')}, {@code count:0,0.00}: how a field is shown. */
  private static boolean isDefault(String text) {
    int bar = text.indexOf('|');
    return bar > 0 && text.startsWith("default", bar + 1 + (text.startsWith(" ", bar + 1) ? 1 : 0));
  }
}
