package dev.keeptrail.detectors;

/**
 * The form of the text in which something was found: as written, or after one of the
 * transformations that hide text.
 */
public enum View {
  /** As written, or differing only by compatibility forms (NFKC) and case. */
  PLAIN("plain"),
  /** After taking out invisible characters and folding compatibility forms. */
  NORMALIZED("normalized"),
  /** After mapping look-alike letters inside mixed-script words. */
  HOMOGLYPH("homoglyph"),
  /** Inside a decoded Base64 run. */
  BASE64("base64");

  private final String word;

  View(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
