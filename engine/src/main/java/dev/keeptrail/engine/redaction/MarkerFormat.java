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
  HASH("hash"),
  /** Something that looks like the text and belongs to nobody. */
  PSEUDONYM("pseudonym");

  private final String word;

  MarkerFormat(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether what such a marker stands for can be told from the marker and the exchange. */
  public boolean canBeReversed() {
    return this == LABEL || this == PSEUDONYM;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(MarkerFormat::word).toList();
  }

  /** The words of those that can be reversed. */
  public static List<String> reversibleWords() {
    return Arrays.stream(values())
        .filter(MarkerFormat::canBeReversed)
        .map(MarkerFormat::word)
        .toList();
  }

  public static Optional<MarkerFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
