package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;

/**
 * A pattern consists of one class of characters with at most a repetition that one or two
 * characters satisfy, such as {@code .+}, <code>\w+</code> or {@code [a-z]}.
 */
final class PatternTooBroad implements LintRule {
  private static final java.util.regex.Pattern ONE_CLASS =
      java.util.regex.Pattern.compile(
          "\\^?\\(*(\\.|\\\\[wWsSdD]|\\[[^\\]\\[\\\\]{1,40}\\])\\)*([+?*]|\\{[012],\\d*\\})?\\)*\\$?");

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.PATTERN_TOO_BROAD;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenPattern written : WrittenPattern.of(pack)) {
      String regex = written.regex();
      if (ONE_CLASS.matcher(regex).matches() && !PatternFindsEmptyText.findsEmptyText(regex)) {
        advice.add(
            written.span(),
            written.path(),
            "pattern " + Quoted.word(regex) + " matches almost every text",
            "say what stands around it, or how long it is");
      }
    }
  }
}
