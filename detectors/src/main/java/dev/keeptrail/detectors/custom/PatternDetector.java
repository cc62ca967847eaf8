package dev.keeptrail.detectors.custom;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A regular expression a user wrote, on an engine of linear time. Where the expression cannot match
 * without some literal, the shared pass looks for that first.
 */
public final class PatternDetector {
  /** What streams hold back for a pattern; a longer match in a whole text is found all the same. */
  public static final int MAX_MATCH = 1_024;

  private static final int MAX_PROGRAM = 2_000;
  private static final int MAX_REGEX = 4_096;

  private final UserPattern asked;
  private final Pattern pattern;

  private PatternDetector(UserPattern asked, Pattern pattern) {
    this.asked = asked;
    this.pattern = pattern;
  }

  /** What is wrong with an expression, in words for its author; empty if nothing. */
  public static Optional<String> problemOf(String regex) {
    if (regex.length() > MAX_REGEX) {
      return Optional.of("the pattern is longer than " + MAX_REGEX + " characters");
    }
    if (EndlessFolding.isIn(regex)) {
      return Optional.of("the pattern holds letters from U+1C80 to U+1C88");
    }
    try {
      Pattern compiled = compile(regex);
      if (compiled.programSize() > MAX_PROGRAM) {
        return Optional.of("the pattern expands to too many steps");
      }
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(e.getDescription().toLowerCase(Locale.ROOT));
    } catch (StackOverflowError e) {
      return Optional.of("the pattern is nested too deeply");
    }
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /**
   * The detector for a pattern.
   *
   * @throws IllegalArgumentException if {@link #problemOf} finds something wrong
   */
  public static Detector detector(UserPattern asked) {
    problemOf(asked.regex())
        .ifPresent(problem -> {
          throw new IllegalArgumentException("pattern `" + asked.regex() + "`: " + problem);
        });
    var detector = new PatternDetector(asked, compile(asked.regex()));
    Trigger trigger =
        RequiredLiteral.of(asked.regex()).map(Trigger::anchors).orElseGet(Trigger::onEveryText);
    return new RuleDetector(
        "pattern", 1, Set.of(asked.category()), MAX_MATCH, trigger, detector::detect);
  }

  private void detect(ScannedText text, Hits hits, FindingSink sink) {
    Matcher matcher = pattern.matcher(new CountedText(text));
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      if (matcher.end() > matcher.start()) {
        sink.add(
            matcher.start(), matcher.end(), asked.category(), asked.label(), 1, Evidence.PATTERN);
      }
      from = matcher.end() > matcher.start() ? matcher.end() : matcher.end() + 1;
    }
  }
}
