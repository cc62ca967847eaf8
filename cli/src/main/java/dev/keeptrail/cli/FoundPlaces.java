package dev.keeptrail.cli;

import dev.keeptrail.detectors.Finding;
import java.util.ArrayList;
import java.util.List;

/** Works out where findings stand, in one walk over the text. */
final class FoundPlaces {
  private final String text;
  private int at;
  private int line = 1;
  private int column = 1;
  private int codePoint;

  private FoundPlaces(String text) {
    this.text = text;
  }

  /**
   * A finding and its place.
   *
   * @param line from 1
   * @param column in code points, from 1
   * @param start first code point of the text
   * @param end the code point behind the last one
   */
  record Found(Finding finding, int line, int column, int start, int end) {}

  /** In the order given, which is that of their starts. */
  static List<Found> of(String text, List<Finding> findings) {
    var places = new FoundPlaces(text);
    var found = new ArrayList<Found>();
    for (Finding finding : findings) {
      places.walkTo(finding.start());
      int length = text.codePointCount(finding.start(), finding.end());
      found.add(
          new Found(
              finding, places.line, places.column, places.codePoint, places.codePoint + length));
    }
    return found;
  }

  private void walkTo(int offset) {
    while (at < offset) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      codePoint++;
      boolean lineEnd =
          character == '\n'
              || (character == '\r' && (at == text.length() || text.charAt(at) != '\n'));
      line += lineEnd ? 1 : 0;
      column = lineEnd ? 1 : column + 1;
    }
  }
}
