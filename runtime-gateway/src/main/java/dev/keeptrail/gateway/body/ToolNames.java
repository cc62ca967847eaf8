package dev.keeptrail.gateway.body;

import dev.keeptrail.ledger.PrintableText;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Names of tools that everybody reads alike. Rules compare names sign by sign; a server may take
 * one with an invisible sign, or in wide letters, for the tool that a rule names.
 */
public final class ToolNames {
  /** Scripts with letters that look like Latin ones. */
  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(
          UnicodeScript.ARMENIAN,
          UnicodeScript.CHEROKEE,
          UnicodeScript.COPTIC,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.LISU);

  private static final int MINUS = 0x2212;

  private ToolNames() {}

  /** Whether a name says something, and what it shows is all that is in it. */
  public static boolean isPlain(String name) {
    if (name.isBlank() || !Normalizer.isNormalized(name, Normalizer.Form.NFKC)) {
      return false;
    }
    boolean latin = false;
    boolean alike = false;
    for (int at = 0; at < name.length(); at = name.offsetByCodePoints(at, 1)) {
      int point = name.codePointAt(at);
      if (isHidden(point)) {
        return false;
      }
      UnicodeScript script = UnicodeScript.of(point);
      latin |= script == UnicodeScript.LATIN;
      alike |= ALIKE.contains(script) || isStroke(point);
    }
    return !(latin && alike);
  }

  /** Signs that look like a hyphen or a low line, of which names have one of each. */
  private static boolean isStroke(int point) {
    int type = Character.getType(point);
    boolean stroke =
        type == Character.DASH_PUNCTUATION
            || type == Character.CONNECTOR_PUNCTUATION
            || point == MINUS;
    return stroke && point != '-' && point != '_';
  }

  private static boolean isHidden(int point) {
    boolean space = Character.getType(point) == Character.SPACE_SEPARATOR;
    return !PrintableText.isPrintable(point) || (space && point != ' ') || isIgnorable(point);
  }

  /** Letters and marks that show nothing. */
  private static boolean isIgnorable(int point) {
    return point == 0x34f
        || point == 0x115f
        || point == 0x1160
        || point == 0x17b4
        || point == 0x17b5
        || (point >= 0x180b && point <= 0x180f)
        || (point >= 0xfe00 && point <= 0xfe0f)
        || (point >= 0xe0100 && point <= 0xe01ef);
  }
}
