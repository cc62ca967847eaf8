package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * A plain word behind {@code --password}, right behind the option that says who logs in or where:
 * {@code mysqldump --user root --password marigold shop}. Without it, such a line is most often a
 * sentence about the option.
 */
final class OptionWord {
  private static final int LEAST = 6;
  private static final int MAX_WORD = 64;

  private static final Set<String> LOGINS =
      Set.of(
          "-u",
          "-l",
          "-h",
          "--user",
          "--username",
          "--login",
          "--host",
          "--hostname",
          "--server",
          "--email",
          "--account");

  private static final Set<String> OF_SENTENCES =
      Set.of(
          "option",
          "options",
          "prompt",
          "parameter",
          "parameters",
          "argument",
          "arguments",
          "string",
          "instead",
          "together",
          "interactively",
          "required",
          "optional",
          "combination",
          "followed",
          "before",
          "because",
          "should",
          "flags",
          "values");

  private OptionWord() {}

  /** Whether the value behind the name, which starts behind two hyphens, is one. */
  static boolean isOne(ScannedText text, int name, Assignment assignment) {
    String value = text.subSequence(assignment.start(), assignment.end());
    int option = name - 2;
    char after = text.at(assignment.end());
    return assignment.link() == Assignment.Link.SPACE
        && text.at(option) == '-'
        && text.at(option + 1) == '-'
        && value.length() >= LEAST
        && value.chars().allMatch(Character::isLetter)
        && !OF_SENTENCES.contains(CaseFolding.fold(value))
        && (after == ' ' || AssignedPassword.isEnded(text, assignment.end()))
        && isBehindLogin(text, option);
  }

  /** Behind {@code --user=root} or {@code -u root}. */
  private static boolean isBehindLogin(ScannedText text, int option) {
    int end = option - 1;
    int start = wordStart(text, end);
    String last = CaseFolding.fold(text.subSequence(start, Math.max(start, end)));
    int sign = last.indexOf('=');
    if (sign > 0) {
      return LOGINS.contains(last.substring(0, sign));
    }
    int before = wordStart(text, start - 1);
    return before < start - 1
        && LOGINS.contains(CaseFolding.fold(text.subSequence(before, start - 1)));
  }

  private static int wordStart(ScannedText text, int end) {
    int start = end;
    while (end - start < MAX_WORD && text.at(start - 1) > ' ') {
      start--;
    }
    return Math.max(0, start);
  }
}
