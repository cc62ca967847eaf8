package dev.keeptrail.engine.redaction;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A text of the pack's author that takes the place of a match, or stands before or behind it. What
 * stays of a match beside it is not part of the edit but for one character, so that whatever else
 * is in the match is still seen by the policies that follow.
 */
public record TextRewrite(Position position, String text) {
  /** Where the text goes. */
  public enum Position {
    REPLACE("replace"),
    PREPEND("prepend"),
    APPEND("append");

    private final String word;

    Position(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static List<String> words() {
      return Arrays.stream(values()).map(Position::word).toList();
    }
  }

  /** Whether the match stays, and the text is put beside it. */
  public boolean isInsertion() {
    return position != Position.REPLACE;
  }

  /**
   * Puts texts beside what stands in the place that they share: those that go before it, in this
   * order, then that, then those that go behind it. A text that comes twice is put there once.
   */
  public static String around(List<TextRewrite> insertions, String middle) {
    var before = new LinkedHashSet<String>();
    var after = new LinkedHashSet<String>();
    for (TextRewrite insertion : insertions) {
      (insertion.position == Position.PREPEND ? before : after).add(insertion.text);
    }
    return String.join("", before) + middle + String.join("", after);
  }

  /** Where the edit of a match starts. */
  public int start(String whole, int start, int end) {
    return position == Position.APPEND ? whole.offsetByCodePoints(end, -1) : start;
  }

  /** Where the edit of a match ends. */
  public int end(String whole, int start, int end) {
    return position == Position.PREPEND ? whole.offsetByCodePoints(start, 1) : end;
  }

  /** What stands in the place of the edit. */
  String of(String edited) {
    return switch (position) {
      case REPLACE -> text;
      case PREPEND -> text + edited;
      case APPEND -> edited + text;
    };
  }
}
