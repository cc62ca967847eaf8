package dev.keeptrail.detectors;

/** One text to scan and where it comes from. */
public record ScanText(String text, Origin origin) {
  /** Shows where from, never what: texts hold what people wrote. */
  @Override
  public String toString() {
    return "ScanText[" + origin + ", " + text.length() + " chars]";
  }
}
