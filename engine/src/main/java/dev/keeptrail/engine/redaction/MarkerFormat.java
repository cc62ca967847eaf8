package dev.keeptrail.engine.redaction;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a marker shows of the text that it stands for. */
public enum MarkerFormat {
  /** The kind of text: {@code [EMAIL]}. */
  LABEL("label"),
  /** Nothing at all: {@code ***}. */
  ASTERISK("asterisk"),
  /** A small part that helps a reader to tell values apart. */
  PARTIAL("partial"),
  /** The kind of text and a keyed fingerprint, so that equal values stay equal. */
  HASH("hash");

  private final String word;

  MarkerFormat(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(MarkerFormat::word).toList();
  }

  public static Optional<MarkerFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
