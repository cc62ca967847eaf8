package dev.keeptrail.detectors;

/** What speaks for a finding, from weakest to strongest. */
public enum Evidence {
  /** The score of a trained model. */
  MODEL("model"),
  /** A word or phrase of a list. */
  TERM("term"),
  /** The shape of the text alone. */
  PATTERN("pattern"),
  /** Shape, and words nearby that fit. */
  CONTEXT("context"),
  /** Shape, and a check digit or structure that holds. */
  CHECKSUM("checksum");

  private final String word;

  Evidence(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
