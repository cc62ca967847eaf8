package dev.keeptrail.detectors.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into what is compared: sentences, short ones together with those that follow, long
 * ones at a space. Pieces do not overlap, and leave out nothing but white space. Linear.
 */
final class Pieces {
  /** A shorter piece says too little on its own, and is joined with the next. */
  private static final int SHORT = 24;

  /** Some 75 tokens of English, well below what models of sentences read. */
  static final int LONG = 300;

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();

  private Pieces(String text) {
    this.text = text;
  }

  /** A part of the text in UTF-16 units, without white space at its ends. */
  record Piece(int start, int end) {}

  static List<Piece> of(String text) {
    var cut = new Pieces(text);
    cut.run();
    return cut.pieces;
  }

  private void run() {
    int start = 0;
    int space = -1;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        space = at;
      }
      int next = at + 1;
      if (next - start >= SHORT && endsSentence(at)) {
        add(start, next);
        start = next;
      } else if (next - start >= LONG) {
        int end = space > start + SHORT ? space + 1 : whole(next);
        add(start, end);
        start = end;
      }
    }
    if (start < text.length()) {
      addLast(start);
    }
  }

  /** A rest that is short belongs to the sentence before it, where there is room. */
  private void addLast(int start) {
    boolean rest = text.length() - start < SHORT && !pieces.isEmpty();
    if (rest && text.length() - pieces.getLast().start() <= LONG) {
      start = pieces.removeLast().start();
    }
    add(start, text.length());
  }

  private boolean endsSentence(int at) {
    char c = text.charAt(at);
    if (c == '\n' || "。！？｡؟।".indexOf(c) >= 0) {
      return true;
    }
    boolean stop = c == '.' || c == '!' || c == '?';
    return stop && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
  }

  /** Not between the halves of one character. */
  private int whole(int end) {
    return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
  }

  private void add(int from, int to) {
    int start = from;
    int end = Math.min(to, text.length());
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (start < end) {
      pieces.add(new Piece(start, end));
    }
  }
}
