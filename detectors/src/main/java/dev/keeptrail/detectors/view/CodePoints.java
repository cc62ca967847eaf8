package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Numbers that may be characters, each with the range of the text that gives it. Any list of
 * numbers is a list of characters of some script; only a text keeps to a few of them.
 */
final class CodePoints {
  /** Japanese mixes three with Latin letters; nothing known mixes more. */
  private static final int MOST_SCRIPTS = 4;

  private static final int STRIDE = 3;

  private final IntList list = new IntList();
  private int most;
  private int wordy;

  void add(int codePoint, int start, int end) {
    list.add(codePoint);
    list.add(start);
    list.add(end);
    most = Math.max(most, codePoint);
    wordy += isWordy(codePoint) ? 1 : 0;
  }

  private static boolean isWordy(int value) {
    return value >= 0x80
        || value == ' '
        || CharacterKinds.isAsciiAlphanumeric((char) value)
        || ByteText.isEscapeSign(value);
  }

  /** Whether most of it is what words are made of. */
  boolean isWordy() {
    return wordy * 4 * STRIDE >= list.size() * 3;
  }

  boolean areBytes() {
    return most < 0x100;
  }

  /** Whether all of it are characters, and of few scripts. */
  boolean isText() {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    for (int i = 0; i < list.size(); i += STRIDE) {
      int codePoint = list.get(i);
      if (!ByteText.isReadable(codePoint) || !Character.isDefined(codePoint)) {
        return false;
      }
      scripts.add(UnicodeScript.of(codePoint));
    }
    scripts.removeAll(EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED));
    return scripts.size() <= MOST_SCRIPTS && !scripts.contains(UnicodeScript.UNKNOWN);
  }

  void read(ByteText.Sink sink) {
    for (int i = 0; i < list.size(); i += STRIDE) {
      sink.character(list.get(i), list.get(i + 1), list.get(i + 2));
    }
  }
}
