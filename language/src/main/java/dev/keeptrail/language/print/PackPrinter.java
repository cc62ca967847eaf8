package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;

/**
 * Prints text packs in the one house style. What it prints means what it was given, and printed
 * again stays as it is. Safe for any thread.
 */
public final class PackPrinter {
  private PackPrinter() {}

  /**
   * A text pack in the house style: only white space, commas and the quotes of texts change.
   *
   * @param source without syntax errors; of others nothing is promised
   */
  public static String format(SourceText source) {
    return format(source.text());
  }

  static String format(String text) {
    return LayoutRenderer.render(PackLayout.of(TokenScanner.scan(text)));
  }
}
