package dev.keeptrail.language.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks regular expressions: length, compiled size, syntax. Counts over the whole pack. */
final class PatternChecker {
  static final int MAX_LENGTH = 2_000;
  static final int MAX_SIZE = 20_000;
  static final int MAX_TOTAL_SIZE = 400_000;

  /** What the detectors take; they look for a pattern in any case. */
  static final int MAX_STEPS = 2_000;

  private static final String LINEAR_TIME =
      "patterns use RE2 syntax, which has no look-around and no back-references";

  private final Problems problems;
  private int totalSize;

  PatternChecker(Problems problems) {
    this.problems = problems;
  }

  Optional<PlanValue> check(String path, ValueDecl.Text text, SettingType.Regex type) {
    String pattern = text.value();
    if (pattern.length() > MAX_LENGTH) {
      problems.add(
          DiagnosticCode.TEXT_TOO_LONG,
          text.span(),
          path,
          "a pattern may have at most " + MAX_LENGTH + " characters");
      return Optional.empty();
    }
    if (pattern.isEmpty()) {
      return invalid(path, text, "an empty pattern matches everywhere", null);
    }
    if (!isWithinSize(path, text) || !isValid(path, text)) {
      return Optional.empty();
    }
    reportMisreadWord(path, text, type);
    return Optional.of(new PlanValue.Text(pattern));
  }

  private boolean isWithinSize(String path, ValueDecl.Text text) {
    long size = PatternSize.estimate(text.value());
    if (size > MAX_SIZE) {
      invalid(path, text, "the pattern is too large", "use smaller repeat counts and fewer groups");
      return false;
    }
    totalSize = (int) Math.min(Integer.MAX_VALUE, totalSize + size);
    if (totalSize > MAX_TOTAL_SIZE) {
      problems.add(
          DiagnosticCode.TOO_MANY_ENTRIES,
          text.span(),
          path,
          "the patterns of this pack are too large together",
          "use smaller repeat counts, or fewer patterns");
      return false;
    }
    return true;
  }

  private boolean isValid(String path, ValueDecl.Text text) {
    if (text.value().indexOf('\b') >= 0) {
      invalid(
          path,
          text,
          "the pattern holds a backspace (U+0008), which is what `\\b` says in double quotes",
          "write the pattern in single quotes, where `\\b` is the end of a word");
      return false;
    }
    if (EndlessFolding.isIn(text.value())) {
      invalid(
          path,
          text,
          "the pattern holds letters from U+1C80 to U+1C88, which no pattern may",
          "leave them out of a range: `[\\x{80}-\\x{1c7f}\\x{1c89}-\\x{ffff}]`");
      return false;
    }
    try {
      Pattern compiled = Pattern.compile(text.value(), Pattern.CASE_INSENSITIVE);
      if (compiled.programSize() > MAX_STEPS) {
        invalid(
            path,
            text,
            "the pattern expands to more than " + MAX_STEPS + " steps",
            "use smaller repeat counts, or several patterns");
        return false;
      }
      return true;
    } catch (PatternSyntaxException e) {
      String description = e.getDescription().toLowerCase(Locale.ROOT);
      String part = String.valueOf(e.getPattern());
      // WHY: the library may name all of the pattern, with options of its own in front.
      boolean known = !part.isEmpty() && !part.equals(text.value()) && text.value().contains(part);
      invalid(
          path,
          text,
          "invalid pattern: " + description + (known ? " " + Quoted.word(part) : ""),
          hintFor(text.value(), description, part));
      return false;
    }
  }

  private void reportMisreadWord(String path, ValueDecl.Text text, SettingType.Regex type) {
    String advice = type.misreadWords().get(text.value().toLowerCase(Locale.ROOT));
    if (advice != null) {
      problems.add(
          DiagnosticCode.PATTERN_IS_A_WORD,
          text.span(),
          path,
          "pattern " + Quoted.word(text.value()) + " matches only this very word",
          advice);
    }
  }

  private Optional<PlanValue> invalid(
      String path, ValueDecl.Text text, String message, @Nullable String hint) {
    problems.add(DiagnosticCode.INVALID_PATTERN, text.span(), path, message, hint);
    return Optional.empty();
  }

  private static @Nullable String hintFor(String pattern, String description, String part) {
    if (description.contains("nested repetition") && part.endsWith("+")) {
      return "there are no possessive quantifiers, and no need of them: matching takes linear time";
    }
    boolean unsupported =
        description.contains("perl")
            || (description.contains("named capture") && hasLookBehind(pattern))
            || (description.contains("escape") && hasBackReference(pattern));
    return unsupported ? LINEAR_TIME : null;
  }

  private static boolean hasLookBehind(String pattern) {
    return pattern.contains("(?<=") || pattern.contains("(?<!");
  }

  private static boolean hasBackReference(String pattern) {
    for (int i = pattern.indexOf('\\'); i >= 0; i = pattern.indexOf('\\', i + 2)) {
      if (i + 1 < pattern.length() && "123456789".indexOf(pattern.charAt(i + 1)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
