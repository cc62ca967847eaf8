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
  BASE64("base64"),
  /** Inside decoded hexadecimal digits. */
  HEX("hex"),
  /** After decoding percent escapes (RFC 3986). */
  PERCENT("percent"),
  /** After decoding character references of HTML. */
  HTML_ENTITIES("html_entities"),
  /** After decoding character codes: backslash escapes, decimal or octal lists, Morse. */
  CHARACTER_CODES("character_codes"),
  /** Inside decoded quoted-printable text (RFC 2045). */
  QUOTED_PRINTABLE("quoted_printable"),
  /** After turning each letter by thirteen places. */
  ROT13("rot13"),
  /** After turning each letter by some other number of places, or counting from z. */
  CAESAR("caesar"),
  /** Read from the end. */
  REVERSED("reversed"),
  /** After reading digits and signs as the letters they look like. */
  LEET("leet"),
  /** After closing the gaps between spaced-out letters or digits. */
  SPACED("spaced"),
  /** After reading spelled-out signs and digits, such as {@code [at]} and {@code dot}. */
  SPELLED("spelled"),
  /** In text that a reader does not see: tag characters, comments, hidden markup. */
  HIDDEN("hidden"),
  /** Across the border between parts, messages or fields. */
  JOINED("joined");

  private final String word;

  View(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
