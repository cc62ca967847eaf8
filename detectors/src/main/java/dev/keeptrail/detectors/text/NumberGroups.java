package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.Hits;

/** Consecutive digit runs seen as the groups of one number. */
public record NumberGroups(ScannedText text, Hits hits, int first, int last) {
  private static final String[] SIGNS = signs();

  private static String[] signs() {
    String[] signs = new String[128];
    for (char c = 0; c < signs.length; c++) {
      signs[c] = Character.toString(c);
    }
    return signs;
  }

  public int start() {
    return hits.digitRunStart(first);
  }

  public int end() {
    return hits.digitRunEnd(last);
  }

  public int count() {
    return last - first + 1;
  }

  public int size(int group) {
    return hits.digitRunEnd(first + group) - hits.digitRunStart(first + group);
  }

  public int digits() {
    int digits = 0;
    for (int i = 0; i < count(); i++) {
      digits += size(i);
    }
    return digits;
  }

  public String joined() {
    char[] joined = new char[digits()];
    int length = 0;
    for (int run = first; run <= last; run++) {
      int start = hits.digitRunStart(run);
      int size = hits.digitRunEnd(run) - start;
      System.arraycopy(text.unsafeChars(), start, joined, length, size);
      length += size;
    }
    return new String(joined);
  }

  /** Whether the groups have just these sizes. */
  public boolean hasSizes(int... sizes) {
    if (sizes.length != count()) {
      return false;
    }
    for (int i = 0; i < sizes.length; i++) {
      if (size(i) != sizes[i]) {
        return false;
      }
    }
    return true;
  }

  /** The text between a group and the next. */
  public String gap(int group) {
    int from = hits.digitRunEnd(first + group);
    int to = hits.digitRunStart(first + group + 1);
    // WHY: most gaps are one sign, and many detectors ask for each.
    char sign = text.charAt(from);
    return to - from == 1 && sign < SIGNS.length ? SIGNS[sign] : text.subSequence(from, to);
  }

  /** Whether nothing but white space, or nothing at all, parts a group from the next. */
  public boolean isBlankGap(int group) {
    int end = hits.digitRunStart(first + group + 1);
    for (int i = hits.digitRunEnd(first + group); i < end; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Not in the middle of a word or of a longer number. */
  public boolean standsAlone() {
    return !CharacterKinds.joinsWord(text.at(start() - 1))
        && !CharacterKinds.joinsWord(text.at(end()))
        && !goesOn(start() - 1, start() - 2)
        && !goesOn(end(), end() + 1);
  }

  private boolean goesOn(int sign, int beyond) {
    char c = text.at(sign);
    return (c == '.' || c == '-' || c == '/') && CharacterKinds.isDigit(text.at(beyond));
  }
}
