package dev.keeptrail.detectors.text;

import java.util.Set;

/**
 * What markup has between a label and its value: tags that end the one and begin the other, as in
 * {@code <b>Account:</b> 1234} and {@code <label>Account</label> <input value="1234">}. Stateless.
 */
public final class TagGap {
  private static final int MAX_TAGS = 4;
  private static final int MAX_TAG = 100;
  private static final int LONGEST_LOOK = 8;
  private static final String VALUE = " value=\"";

  /** Elements that say how a text looks, not what it is. */
  private static final Set<String> LOOKS =
      Set.of(
          "b", "strong", "i", "em", "u", "p", "br", "span", "font", "div", "label", "td", "th",
          "tr", "dt", "dd", "li", "code");

  private TagGap() {}

  /** Where what follows the tags begins that stand here; the position itself if none does. */
  public static int after(ScannedText text, int start) {
    int at = start;
    if (text.at(start - 1) == '>') {
      // WHY: the label is the name of an element that ends here, and names what stands in it.
      return start;
    }
    for (int tag = 0; tag < MAX_TAGS && text.at(at) == '<'; tag++) {
      int end = tagEnd(text, at);
      if (end < 0) {
        break;
      }
      int value = valueIn(text, at, end);
      if (value > 0) {
        return value;
      }
      at = end;
      while (at - end <= MAX_TAG && Character.isWhitespace(text.at(at))) {
        at++;
      }
    }
    return at;
  }

  /**
   * Where the tags begin that end here and name nothing, or the attribute whose value begins here;
   * the position itself if none does.
   */
  public static int before(ScannedText text, int end) {
    int at = end - VALUE.length();
    at = at >= 0 && text.subSequence(at, end).equals(VALUE) ? at : end;
    for (int tag = 0; tag < MAX_TAGS && text.at(at - 1) == '>'; tag++) {
      int start = at - 2;
      while (at - start <= MAX_TAG && text.at(start) != '<' && text.at(start) >= ' ') {
        start--;
      }
      if (text.at(start) != '<' || tagEnd(text, start) != at || !isLook(text, start)) {
        break;
      }
      at = start;
    }
    return at;
  }

  private static boolean isLook(ScannedText text, int start) {
    int name = text.at(start + 1) == '/' ? start + 2 : start + 1;
    int end = name;
    while (end - name < LONGEST_LOOK && CharacterKinds.isAsciiLetter(text.at(end))) {
      end++;
    }
    return LOOKS.contains(CaseFolding.fold(text.subSequence(name, end)));
  }

  private static int tagEnd(ScannedText text, int start) {
    int name = text.at(start + 1) == '/' ? start + 2 : start + 1;
    if (!CharacterKinds.isAsciiLetter(text.at(name))) {
      return -1;
    }
    int at = name;
    while (at - start <= MAX_TAG && text.at(at) != '\0') {
      char c = text.at(at);
      if (c == '>') {
        return at + 1;
      }
      if (c == '<' || c == '\n') {
        return -1;
      }
      at++;
    }
    return -1;
  }

  /** Fields of forms hold their value in the tag. */
  private static int valueIn(ScannedText text, int start, int end) {
    if ((text.at(start + 1) | 0x20) != 'i') {
      return -1;
    }
    int found = text.subSequence(start, end).indexOf(VALUE);
    return found < 0 ? -1 : start + found + VALUE.length();
  }
}
