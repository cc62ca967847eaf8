package dev.keeptrail.engine.redaction;

import dev.keeptrail.engine.redaction.JsonLevel.Change;
import dev.keeptrail.engine.redaction.JsonScan.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rewrites texts wherever they stand. In one that is a JSON object or array every string, key and
 * whole number is rewritten by itself, decoded, at any level that {@link TextEdits} knows.
 */
public final class JsonTexts {
  private JsonTexts() {}

  /** The text with every part of it rewritten; the same text when nothing changes. */
  public static String rewrite(String text, UnaryOperator<String> rewrite) {
    return rewrite(text, rewrite, 0);
  }

  private static String rewrite(String text, UnaryOperator<String> rewrite, int level) {
    if (level == TextEdits.MAX_LEVELS || !JsonScan.isContainer(text)) {
      return rewrite.apply(text);
    }
    List<Change> changes = new ArrayList<>();
    JsonScan.each(
        text,
        scalar -> {
          String before =
              scalar.isString()
                  ? JsonStrings.decode(text, scalar.start() + 1, scalar.end() - 1).text()
                  : text.substring(scalar.start(), scalar.end());
          String after = rewrite(before, scalar, rewrite, level);
          if (!after.equals(before)) {
            changes.add(
                new Change(
                    scalar,
                    scalar.isString() ? JsonStrings.quoted(after) : TextEdits.number(after)));
          }
        });
    return JsonLevel.write(text, changes);
  }

  private static String rewrite(
      String before, Scalar scalar, UnaryOperator<String> rewrite, int level) {
    if (scalar.isString()) {
      return rewrite(before, rewrite, level + 1);
    }
    return TextEdits.isWholeNumber(before) ? rewrite.apply(before) : before;
  }
}
