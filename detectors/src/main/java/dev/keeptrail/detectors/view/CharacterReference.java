package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.ScannedText;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads character references of HTML: by number, decimal or hexadecimal, and by the names of signs
 * and accented letters that can hide something. An ampersand that is itself a reference, however
 * often, is read in one go.
 */
final class CharacterReference {
  private static final int MAX_NAME = 16;
  private static final int MAX_NUMBER = 24;
  private static final String AMPERSAND = "amp;";

  private CharacterReference() {}

  /** Names and what they stand for; made when the first reference is met. */
  private static final class Names {
    private static final String SIGNS =
        "lt< gt> quot\" apos' commat@ period. colon: sol/ bsol\\ lpar( rpar) lsqb[ rsqb] lbrace{"
            + " rbrace} lbrack[ rbrack] lcub{ rcub} comma, semi; num# dollar$ percnt% ast* plus+"
            + " equals= quest? excl! lowbar_ grave` verbar| vert| hyphen- dash- Hat^ tilde~ szlig\u00df"
            + " aelig\u00e6 oslash\u00f8 oelig\u0153 iexcl\u00a1 iquest\u00bf laquo\u00ab raquo\u00bb"
            + " rsquo' lsquo' ldquo\" rdquo\" hellip\u2026 ndash- mdash- euro\u20ac bull\u2022"
            + " zwj\u200d zwnj\u200c shy\u00ad ZeroWidthSpace\u200b";
    private static final String[] SPACES = {
      "nbsp", "ensp", "emsp", "thinsp", "hairsp", "numsp", "puncsp"
    };
    private static final String[] ACCENTS = {
      "grave", "acute", "circ", "tilde", "uml", "cedil", "ring", "caron"
    };
    private static final String MARKS = "\u0300\u0301\u0302\u0303\u0308\u0327\u030a\u030c";
    private static final Map<String, Integer> BY_NAME = byName();

    private static Map<String, Integer> byName() {
      var names = new HashMap<String, Integer>();
      for (String entry : SIGNS.split(" ", -1)) {
        names.put(entry.substring(0, entry.length() - 1), (int) entry.charAt(entry.length() - 1));
      }
      for (String space : SPACES) {
        names.put(space, (int) ' ');
      }
      names.put("Tab", (int) '\t');
      names.put("NewLine", (int) '\n');
      for (char letter : "aceinosuyzACEINOSUYZ".toCharArray()) {
        for (int i = 0; i < ACCENTS.length; i++) {
          String form = Normalizer.normalize("" + letter + MARKS.charAt(i), Normalizer.Form.NFC);
          if (form.length() == 1) {
            names.put(letter + ACCENTS[i], (int) form.charAt(0));
          }
        }
      }
      return Map.copyOf(names);
    }
  }

  static @Nullable Escape at(ScannedText text, int at) {
    int start = at + 1;
    while (follows(text, start)) {
      start += AMPERSAND.length();
    }
    Escape read = text.at(start) == '#' ? numbered(text, start + 1) : named(text, start);
    return read == null && start > at + 1 ? escape(start, '&') : read;
  }

  private static boolean follows(ScannedText text, int at) {
    for (int i = 0; i < AMPERSAND.length(); i++) {
      if (text.at(at + i) != AMPERSAND.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Escape escape(int end, int codePoint) {
    return new Escape(end, codePoint, false, View.HTML_ENTITIES);
  }

  private static @Nullable Escape numbered(ScannedText text, int at) {
    boolean hex = (text.at(at) | 32) == 'x';
    int start = hex ? at + 1 : at;
    int end = start;
    long value = 0;
    while (end - start < MAX_NUMBER && value <= Character.MAX_CODE_POINT) {
      int digit = Escape.hex(text.at(end));
      if (digit < 0 || (!hex && digit > 9)) {
        break;
      }
      value = value * (hex ? 16 : 10) + digit;
      end++;
    }
    if (end == start || value == 0 || value > Character.MAX_CODE_POINT) {
      return null;
    }
    return escape(text.at(end) == ';' ? end + 1 : end, (int) value);
  }

  private static @Nullable Escape named(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_NAME && text.at(end) < 128 && Character.isLetter(text.at(end))) {
      end++;
    }
    if (text.at(end) != ';' || end == start) {
      return null;
    }
    Integer codePoint = Names.BY_NAME.get(text.subSequence(start, end));
    return codePoint == null ? null : escape(end + 1, codePoint);
  }
}
