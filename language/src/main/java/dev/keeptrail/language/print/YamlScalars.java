package dev.keeptrail.language.print;

import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.language.yaml.PlainScalars;
import java.util.Locale;

/**
 * Writes scalars of YAML: without quotes only what our own reader then takes for the same text, and
 * what no reader could take for the start of anything else.
 */
final class YamlScalars {
  private static final String SAFE_START = "(/._";
  private static final String FLOW_SIGNS = ",[]{}";

  private YamlScalars() {}

  /**
   * A text on one line.
   *
   * @param flow whether it stands inside brackets
   */
  static String text(String value, boolean flow) {
    if (isPlain(value, flow)) {
      return value;
    }
    return isPrintable(value) ? "'" + value.replace("'", "''") + "'" : escaped(value);
  }

  /** Whether the text may be a block scalar, line by line as it is. */
  static boolean isBlock(String value) {
    return value.indexOf('\n') >= 0
        && isPrintable(value.replace("\n", ""))
        && !value.isBlank()
        && value.charAt(0) != ' '
        && value.charAt(0) != '\n'
        && value.lines().noneMatch(line -> line.endsWith(" ") || line.endsWith("\t"));
  }

  /** What opens a block scalar that ends as the text does. */
  static String blockMark(String value) {
    if (!value.endsWith("\n")) {
      return "|-";
    }
    return value.endsWith("\n\n") ? "|+" : "|";
  }

  private static boolean isPlain(String value, boolean flow) {
    return !value.isEmpty()
        && isPrintable(value)
        && isSafeStart(value.charAt(0))
        && !value.endsWith(" ")
        && !value.endsWith(":")
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.startsWith("...")
        && !(flow && value.chars().anyMatch(c -> FLOW_SIGNS.indexOf(c) >= 0 || c == ':'))
        && PlainScalars.resolve(value) instanceof ValueDecl.Text;
  }

  private static boolean isSafeStart(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || SAFE_START.indexOf(c) >= 0;
  }

  /** Whether every character can stand in quotes, or without, as it is. */
  private static boolean isPrintable(String value) {
    return value.codePoints().allMatch(YamlScalars::isPrintable);
  }

  private static boolean isPrintable(int c) {
    boolean invisible = c == 0x2028 || c == 0x2029 || c == 0xfeff;
    return (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff && !invisible)
        || (c >= 0xe000 && c <= 0xfffd && !invisible)
        || c >= 0x10000;
  }

  private static String escaped(String value) {
    StringBuilder out = new StringBuilder("\"");
    value.codePoints().forEach(c -> out.append(escape(c)));
    return out.append('"').toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isPrintable(c) ? Character.toString(c) : String.format(Locale.ROOT, "\\U%08X", c);
    };
  }
}
