package dev.keeptrail.language.report;

import java.util.Locale;

/**
 * Makes any text part of an XML 1.0 document. Characters that XML cannot hold, even escaped, become
 * visible escapes.
 */
public final class XmlText {
  private XmlText() {}

  /** For the inside of an element; line ends stay. */
  public static String content(String text) {
    return escaped(text, false);
  }

  /** For an attribute in double quotes; line ends become references, which readers keep. */
  public static String attribute(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean attribute) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(c, attribute, out));
    return out.toString();
  }

  private static void append(int c, boolean attribute, StringBuilder out) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\r' -> out.append("&#13;");
      case '\n', '\t' -> {
        if (attribute) {
          out.append("&#").append(c).append(';');
        } else {
          out.append((char) c);
        }
      }
      default -> {
        if (isAllowed(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format(Locale.ROOT, "\\u{%x}", c));
        }
      }
    }
  }

  private static boolean isAllowed(int c) {
    return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
  }
}
