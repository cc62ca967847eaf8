package dev.keeptrail.engine.redaction;

import dev.keeptrail.engine.redaction.JsonLevel.Change;
import dev.keeptrail.engine.redaction.JsonScan.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits texts. One that is a JSON object or array stays JSON of the same shape: edits go into its
 * strings and keys, with escapes as they are needed; an edited number becomes a string unless it is
 * a whole number still; what an edit covers between values stays. JSON inside its strings is
 * treated alike. Linear in the text for each level.
 */
public final class TextEdits {
  /** Strings in strings beyond this are edited as plain text. */
  static final int MAX_LEVELS = 8;

  private TextEdits() {}

  /**
   * The edited text.
   *
   * @param edits ordered and free of overlaps
   */
  public static String apply(String text, List<TextEdit> edits) {
    return apply(text, edits, 0);
  }

  /** Whether a text is a whole number as JSON writes it. */
  public static boolean isWholeNumber(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    if (digits == 0 || digits > 40 || (digits > 1 && text.charAt(start) == '0')) {
      return false;
    }
    return text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
  }

  /** What stands in JSON where a number stood: the number, or a string of it. */
  static String number(String edited) {
    return isWholeNumber(edited) ? edited : JsonStrings.quoted(edited);
  }

  private static String apply(String text, List<TextEdit> edits, int level) {
    if (edits.isEmpty()) {
      return text;
    }
    boolean all = edits.getFirst().start() == 0 && edits.getFirst().end() == text.length();
    if (all || level == MAX_LEVELS || !JsonScan.isContainer(text)) {
      return plain(text, edits);
    }
    var structured = new Structured(text, edits, level);
    JsonScan.each(text, structured::take);
    return JsonLevel.write(text, structured.changes);
  }

  private static String plain(String text, List<TextEdit> edits) {
    var edited = new StringBuilder(text.length());
    int from = 0;
    for (TextEdit edit : edits) {
      edited.append(text, from, edit.start()).append(edit.replacement());
      from = edit.end();
    }
    return edited.append(text, from, text.length()).toString();
  }

  /** One level of JSON, scalar by scalar. One use. */
  private static final class Structured {
    private final String text;
    private final List<TextEdit> edits;
    private final int level;
    private final List<Change> changes = new ArrayList<>();
    private int next;

    Structured(String text, List<TextEdit> edits, int level) {
      this.text = text;
      this.edits = edits;
      this.level = level;
    }

    void take(Scalar scalar) {
      while (next < edits.size() && edits.get(next).end() <= scalar.start()) {
        next++;
      }
      int after = next;
      while (after < edits.size() && edits.get(after).start() < scalar.end()) {
        after++;
      }
      if (after > next) {
        changes.add(new Change(scalar, edit(scalar, edits.subList(next, after))));
      }
    }

    private String edit(Scalar scalar, List<TextEdit> own) {
      if (!scalar.isString()) {
        String raw = text.substring(scalar.start(), scalar.end());
        String edited = plain(raw, clipped(own, scalar.start(), scalar.end()));
        return number(edited);
      }
      var decoded = JsonStrings.decode(text, scalar.start() + 1, scalar.end() - 1);
      List<TextEdit> inside = decoded.edits(clipped(own, scalar.start() + 1, scalar.end() - 1));
      return JsonStrings.quoted(TextEdits.apply(decoded.text(), inside, level + 1));
    }

    private static List<TextEdit> clipped(List<TextEdit> edits, int from, int to) {
      return edits.stream()
          .map(edit -> edit.within(from, to))
          .filter(edit -> edit.start() < edit.end())
          .toList();
    }
  }
}
