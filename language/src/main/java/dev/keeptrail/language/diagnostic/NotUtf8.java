package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;

/** The one wording for a file whose bytes are not UTF-8. */
public final class NotUtf8 {
  private NotUtf8() {}

  /**
   * An {@code E102} with what to do.
   *
   * @param place the first place that is not UTF-8, in a source with U+FFFD for such bytes
   */
  public static Diagnostic of(Span place) {
    return new Diagnostic(
        DiagnosticCode.INVALID_UTF8,
        place,
        "",
        "the file is not UTF-8 from here on",
        looksLikeUtf16(place.source().text())
            ? "it looks like UTF-16, which Windows PowerShell writes with `>`; save it as UTF-8"
            : "save the file as UTF-8");
  }

  /** Neither byte of UTF-16's byte order mark is UTF-8, and half of ASCII's bytes are zero. */
  private static boolean looksLikeUtf16(String text) {
    return text.startsWith("\ufffd\ufffd") && text.indexOf('\0') > 0;
  }
}
