package dev.keeptrail.language.lint;

import com.google.re2j.PatternSyntaxException;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;

/** A pattern is found in the empty text, so it is found in every text. */
final class PatternFindsEmptyText implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.PATTERN_FINDS_EMPTY_TEXT;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenPattern written : WrittenPattern.of(pack)) {
      if (findsEmptyText(written.regex())) {
        advice.add(
            written.span(),
            written.path(),
            "pattern " + Quoted.word(written.regex()) + " is found in any text, even an empty one",
            "ask for at least one character, such as `+` in the place of `*`");
      }
    }
  }

  static boolean findsEmptyText(String regex) {
    try {
      return com.google.re2j.Pattern.compile(regex).matcher("").find();
    } catch (PatternSyntaxException e) {
      return false; // The checks report it.
    }
  }
}
