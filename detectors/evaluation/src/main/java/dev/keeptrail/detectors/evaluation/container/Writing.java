package dev.keeptrail.detectors.evaluation.container;

import java.util.function.IntFunction;

/** A container while it is written, character by character of the text. */
final class Writing {
  private final String text;
  private final int[] starts;
  private final int[] ends;
  private final StringBuilder written = new StringBuilder();
  private int at;

  Writing(String text) {
    this.text = text;
    this.starts = new int[text.length()];
    this.ends = new int[text.length()];
  }

  /** A whole container: a beginning, every character in the words of the function, an end. */
  static Contained of(String text, String before, IntFunction<String> words, String after) {
    var writing = new Writing(text);
    writing.own(before);
    while (writing.hasNext()) {
      writing.put(words.apply(writing.next()));
    }
    writing.own(after);
    return writing.done();
  }

  boolean hasNext() {
    return at < text.length();
  }

  /** The character that is to be written; a surrogate pair is one. */
  int next() {
    return text.codePointAt(at);
  }

  /** How long the next word is, with the space in front of it. */
  int wordAhead() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
      end++;
    }
    return end - at;
  }

  /** Something of the container's own. */
  void own(String piece) {
    written.append(piece);
  }

  /** The next character, written like this. */
  void put(String piece) {
    int units = Character.charCount(next());
    int start = written.length();
    written.append(piece);
    for (int i = 0; i < units; i++) {
      starts[at] = start;
      // WHY: a character that is left out, as at the end of a line, takes no place.
      ends[at] = written.length();
      at++;
    }
  }

  Contained done() {
    return new Contained(written.toString(), starts, ends);
  }
}
