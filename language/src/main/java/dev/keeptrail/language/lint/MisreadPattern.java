package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import java.util.Optional;

/** A regular expression with something in it that means less, or more, than its author thinks. */
final class MisreadPattern implements LintRule {
  private static final String WITH_MEANING = "\\.[](){}+?^$|";

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.MISREAD_PATTERN;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenPattern pattern : WrittenPattern.of(pack)) {
      trap(pattern.regex())
          .ifPresent(trap ->
              advice.add(
                  pattern.span(),
                  pattern.path(),
                  "pattern " + Quoted.word(pattern.regex()) + " " + trap.meaning(),
                  trap.hint()));
    }
  }

  private static Optional<Trap> trap(String regex) {
    int slash = regex.lastIndexOf('/');
    if (regex.startsWith("/")
        && slash > 1
        && regex.substring(slash + 1).chars().allMatch(c -> "gimsuy".indexOf(c) >= 0)) {
      return Optional.of(
          new Trap(
              "looks for its slashes too",
              "leave the slashes out; patterns in settings count in any case, and `(?i)` makes"
                  + " one behind `matches` do so"));
    }
    if (regex.contains("[A-z]") || regex.contains("[A-z0-9")) {
      return Optional.of(
          new Trap(
              "has the range `A-z`, which holds `[`, `\\`, `]`, `^`, `_` and a backtick too",
              "write `A-Za-z`"));
    }
    int open = regex.indexOf("{,");
    if (open > 0 && isDigits(regex, open + 2)) {
      return Optional.of(
          new Trap("looks for `{,` as it is written", "write `{0,` before the highest count"));
    }
    return looksLikeGlob(regex)
        ? Optional.of(
            new Trap(
                "repeats the character before `*`",
                "write `.*` for any characters, or leave it out at an end: a pattern is found"
                    + " anywhere in a text"))
        : Optional.empty();
  }

  /** Stars behind letters, digits or a low line, and nothing else that has a meaning. */
  private static boolean looksLikeGlob(String regex) {
    boolean found = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (WITH_MEANING.indexOf(c) >= 0) {
        return false;
      }
      if (c == '*') {
        char before = i == 0 ? ' ' : regex.charAt(i - 1);
        if (!Character.isLetterOrDigit(before) && before != '_' && before != '-') {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  private static boolean isDigits(String regex, int from) {
    int end = regex.indexOf('}', from);
    return end > from && regex.substring(from, end).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private record Trap(String meaning, String hint) {}
}
