package dev.keeptrail.detectors.evaluation.disguise;

/** The ways to hide a text that are measured, each written out in full over the whole text. */
public enum Disguise {
  BASE64("base64"),
  BASE64_TWICE("base64, twice"),
  HEX("hex"),
  PERCENT("percent escapes"),
  HTML_ENTITIES("HTML character references"),
  UNICODE_ESCAPES("\\u escapes"),
  CHARACTER_CODES("decimal codes"),
  QUOTED_PRINTABLE("quoted-printable"),
  ROT13("rot13"),
  REVERSED("reversed"),
  LEET("leet"),
  SPACED("spaced letters"),
  ZERO_WIDTH("zero-width spaces"),
  SOFT_HYPHENS("soft hyphens"),
  TAG_CHARACTERS("tag characters"),
  HOMOGLYPHS("look-alike letters"),
  FULL_WIDTH("full-width letters");

  private static final char ZERO_WIDTH_SPACE = '\u200b';
  private static final char SOFT_HYPHEN = '\u00ad';

  private final String word;

  Disguise(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** The text in this disguise. */
  public String of(String text) {
    return switch (this) {
      case BASE64 -> Encodings.base64(text);
      case BASE64_TWICE -> Encodings.base64(Encodings.base64(text));
      case HEX -> Encodings.hex(text);
      case PERCENT -> Encodings.percent(text);
      case HTML_ENTITIES -> Encodings.htmlEntities(text);
      case UNICODE_ESCAPES -> Encodings.unicodeEscapes(text);
      case CHARACTER_CODES -> Encodings.characterCodes(text);
      case QUOTED_PRINTABLE -> Encodings.quotedPrintable(text);
      case ROT13 -> Letters.rot13(text);
      case REVERSED -> new StringBuilder(text).reverse().toString();
      case LEET -> Letters.leet(text);
      case SPACED -> Letters.spaced(text);
      case ZERO_WIDTH -> Letters.parted(text, ZERO_WIDTH_SPACE);
      case SOFT_HYPHENS -> Letters.parted(text, SOFT_HYPHEN);
      case TAG_CHARACTERS -> Letters.tags(text);
      case HOMOGLYPHS -> Letters.homoglyphs(text);
      case FULL_WIDTH -> Letters.fullWidth(text);
    };
  }
}
