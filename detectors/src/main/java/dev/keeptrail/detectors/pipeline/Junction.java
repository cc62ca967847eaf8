package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts put together where one ends and the next begins: the end of the first, short ones whole,
 * and the beginning of the last. Only stretches are taken, so that joining costs no more than the
 * texts. Confined to one scan.
 */
final class Junction {
  /** As far as a value and the words that name it reach. */
  private static final int REACH = 160;

  private static final int TOKEN = 64;
  private static final int NEAR = 24;
  private static final String SENTENCE_ENDS = ".!?:;\u2026\uff01\uff1f\u3002";

  private final List<Piece> pieces = new ArrayList<>();

  /** A range of the normalised text of one segment. */
  record Piece(int segment, ScannedText text, int start, int end) {
    int length() {
      return end - start;
    }
  }

  /** Where in the joined text each piece begins; the last entry is its length. */
  record Form(String text, List<Integer> starts) {
    Form {
      starts = List.copyOf(starts);
    }
  }

  /** The junctions of texts that follow each other in one voice, in order. */
  static List<Junction> of(List<Integer> segments, List<ScannedText> texts) {
    var junctions = new ArrayList<Junction>();
    var open = new Junction();
    ScannedText before = null;
    for (int segment : segments) {
      ScannedText text = texts.get(segment);
      if (text.isEmpty()) {
        continue;
      }
      if (before != null && !mayGoOn(before, text)) {
        close(open, junctions);
        open = new Junction();
      }
      if (text.length() <= 2 * (REACH + TOKEN)) {
        open.add(segment, text, 0, text.length());
      } else {
        if (!open.pieces.isEmpty()) {
          open.add(segment, text, 0, headEnd(text));
          close(open, junctions);
          open = new Junction();
        }
        open.add(segment, text, tailStart(text), text.length());
      }
      before = text;
    }
    close(open, junctions);
    return junctions;
  }

  private static void close(Junction junction, List<Junction> junctions) {
    if (junction.pieces.size() > 1) {
      junctions.add(junction);
    }
  }

  private void add(int segment, ScannedText text, int start, int end) {
    pieces.add(new Piece(segment, text, start, end));
  }

  List<Piece> pieces() {
    return pieces;
  }

  private static int headEnd(ScannedText text) {
    int end = REACH;
    while (end < REACH + TOKEN && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int tailStart(ScannedText text) {
    int start = text.length() - REACH;
    while (start > text.length() - REACH - TOKEN
        && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /**
   * A text that ends its sentence goes on in the next only if both show digits at the border, or if
   * its last sign is one inside of an address.
   */
  private static boolean mayGoOn(ScannedText one, ScannedText other) {
    int last = one.length() - 1;
    while (last > 0 && Character.isWhitespace(one.charAt(last))) {
      last--;
    }
    return SENTENCE_ENDS.indexOf(one.charAt(last)) < 0
        || endsInAddress(one, last)
        || (holdsDigit(one, last - NEAR, last) && holdsDigit(other, 0, NEAR));
  }

  private static boolean endsInAddress(ScannedText text, int last) {
    int at = last;
    while (last - at < TOKEN && at >= 0 && !Character.isWhitespace(text.charAt(at))) {
      if (text.charAt(at) == '@') {
        return text.charAt(last) == '.' && last == text.length() - 1;
      }
      at--;
    }
    return false;
  }

  private static boolean holdsDigit(ScannedText text, int from, int to) {
    for (int i = from; i <= to; i++) {
      if (CharacterKinds.isDigit(text.at(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether some border has no white space, so that a word or key could go on across it. */
  boolean isTight() {
    for (int i = 1; i < pieces.size(); i++) {
      if (isTight(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isTight(int border) {
    Piece one = pieces.get(border - 1);
    Piece other = pieces.get(border);
    return !Character.isWhitespace(one.text().charAt(one.end() - 1))
        && !Character.isWhitespace(other.text().charAt(other.start()));
  }

  /** The pieces one after the other, with a space at tight borders or without. */
  Form form(boolean spaced) {
    var joined = new StringBuilder();
    var starts = new ArrayList<Integer>();
    for (int i = 0; i < pieces.size(); i++) {
      if (spaced && i > 0 && isTight(i)) {
        joined.append(' ');
      }
      Piece piece = pieces.get(i);
      starts.add(joined.length());
      joined.append(piece.text(), piece.start(), piece.end());
    }
    return new Form(joined.toString(), starts);
  }
}
