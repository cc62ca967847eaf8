package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;

/**
 * Prints text packs in the one house style. What it prints means what it was given, and printed
 * again stays as it is. Safe for any thread.
 */
public final class PackPrinter {
  /** Expressions in YAML are indented further than we know here. */
  private static final int EXPRESSION_WIDTH = 84;

  private PackPrinter() {}

  /**
   * A text pack in the house style: only white space, commas and the quotes of texts change.
   *
   * @param source without syntax errors; of others nothing is promised
   * @throws IllegalStateException when more than that would change, a fault in this package
   */
  public static String format(SourceText source) {
    return SameTokens.require(source.text(), format(source.text()));
  }

  /**
   * A pack of either notation as text in the house style. Comments go with the parts that they
   * belong to.
   *
   * @param file a pack without errors
   */
  public static String print(PackFile file) {
    return format(PackTextWriter.write(file));
  }

  /** One expression in the house style, without a line end after it. */
  static String formatExpression(String text) {
    var cursor = new TokenCursor(TokenScanner.scan(text));
    Layout expression = new ExpressionLayout(cursor).expression();
    Layout last = cursor.remarksBeforeClosing(false);
    return LayoutRenderer.render(Layout.of(expression, last), EXPRESSION_WIDTH).stripTrailing();
  }

  static String format(String text) {
    return LayoutRenderer.render(PackLayout.of(TokenScanner.scan(text)));
  }
}
