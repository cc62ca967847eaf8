package dev.keeptrail.detectors.evaluation.disguise;

import java.util.function.UnaryOperator;

/** The ways to hide a text that are measured, each written out in full over the whole text. */
public enum Disguise {
  BASE64("base64", Encodings::base64),
  BASE64_TWICE("base64, twice", text -> Encodings.base64(Encodings.base64(text))),
  HEX("hex", Encodings::hex),
  PERCENT("percent escapes", Encodings::percent),
  HTML_ENTITIES("HTML character references", Encodings::htmlEntities),
  UNICODE_ESCAPES("\\u escapes", Encodings::unicodeEscapes),
  CHARACTER_CODES("decimal codes", Encodings::characterCodes),
  QUOTED_PRINTABLE("quoted-printable", Encodings::quotedPrintable),
  ROT13("rot13", Letters::rot13),
  REVERSED("reversed", text -> new StringBuilder(text).reverse().toString()),
  LEET("leet", Letters::leet),
  SPACED("spaced letters", Letters::spaced),
  ZERO_WIDTH("zero-width spaces", text -> Letters.parted(text, '\u200b')),
  SOFT_HYPHENS("soft hyphens", text -> Letters.parted(text, '\u00ad')),
  TAG_CHARACTERS("tag characters", Letters::tags),
  HOMOGLYPHS("look-alike letters", Letters::homoglyphs),
  FULL_WIDTH("full-width letters", Letters::fullWidth);

  private final String word;
  private final UnaryOperator<String> transformation;

  Disguise(String word, UnaryOperator<String> transformation) {
    this.word = word;
    this.transformation = transformation;
  }

  public String word() {
    return word;
  }

  /** The text in this disguise. */
  public String of(String text) {
    return transformation.apply(text);
  }
}
