package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.Answer;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TagGap;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;

/**
 * What stands between the label of a user name and the name.
 *
 * @param end where the name begins
 * @param assigned whether a colon, an equals sign or the end of a tag gives the name to the label
 * @param parted whether something else does: a verb, a dash, a quote, a line of its own
 */
record NameGap(int end, boolean assigned, boolean parted) {
  private static final int MAX_GAP = 8;
  private static final WordTable VERBS =
      WordTable.of(
          List.of(
              "is", "ist", "est", "es", "è", "é", "are", "was", "id", "name", "是", "为", "為", "は",
              "는", "은"));

  static NameGap after(ScannedText text, int label, int labelEnd) {
    int at = labelEnd;
    boolean assigned = false;
    boolean parted = text.at(labelEnd - 1) >= UsernameDetector.CJK;
    int answer = Answer.after(text, labelEnd);
    if (answer > 0) {
      parted = true;
      at = answer;
    }
    int first = at;
    int from = at;
    while (at - from < MAX_GAP) {
      char c = text.at(at);
      int markup = c == '<' && from == first ? TagGap.after(text, at) : at;
      if (markup > at) {
        assigned |= text.at(markup - 1) == '"';
        from = markup;
        at = markup;
        continue;
      }
      int verb = VERBS.match(text, at, Math.min(text.length(), at + MAX_GAP));
      if (c == ':' || c == '=' || (c == '>' && at == labelEnd && !assigned)) {
        assigned = true;
        at++;
      } else if (isDash(text, at) || isCall(text, labelEnd, at) || isOwnLine(text, label, at)) {
        parted = true;
        at++;
      } else if (c == '"' || c == '\'' || c == '`') {
        parted |= text.at(at - 1) == ' ';
        at++;
      } else if (c == ' ' || c == '*') {
        at++;
      } else if (verb > 0 && !assigned) {
        parted = true;
        at = verb;
      } else {
        break;
      }
    }
    return new NameGap(at, assigned, parted);
  }

  /** Between blanks, as in {@code Login - ann.lee}. */
  private static boolean isDash(ScannedText text, int at) {
    return text.at(at) == '-' && text.at(at - 1) == ' ' && text.at(at + 1) == ' ';
  }

  /** The name is what a function is called with: {@code setUsername("ann.lee")}. */
  private static boolean isCall(ScannedText text, int labelEnd, int at) {
    char next = text.at(at + 1);
    return text.at(at) == '(' && at == labelEnd && (next == '"' || next == '\'');
  }

  /** The label is all of its line, and the name all of the next. */
  private static boolean isOwnLine(ScannedText text, int label, int at) {
    char before = text.at(label - 1);
    if (text.at(at) != '\n' || (before != '\n' && before != '\0')) {
      return false;
    }
    char next = text.at(UsernameDetector.nameEnd(text, at + 1));
    return next == '\n' || next == '\0' || next == '\r';
  }
}
