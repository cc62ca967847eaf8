package dev.keeptrail.detectors.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bounds that figures must keep, one a line: {@code name >= value} or {@code name <= value}; what
 * follows a {@code #} is a comment.
 */
public final class Floors {
  private final List<Bound> bounds;

  private Floors(List<Bound> bounds) {
    this.bounds = List.copyOf(bounds);
  }

  private record Bound(String figure, boolean least, double value) {}

  /**
   * Reads bounds.
   *
   * @throws IllegalArgumentException for a line that is none, with its number, and where there is
   *     none at all: a check that checks nothing would pass
   */
  public static Floors parse(String text) {
    var bounds = new ArrayList<Bound>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int comment = line.indexOf('#');
      String rule = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!rule.isEmpty()) {
        bounds.add(bound(rule, number));
      }
    }
    if (bounds.isEmpty()) {
      throw new IllegalArgumentException("no line says what is to hold");
    }
    return new Floors(bounds);
  }

  private static Bound bound(String rule, int line) {
    int sign = Math.max(rule.indexOf(">="), rule.indexOf("<="));
    if (sign > 0) {
      try {
        double value = Double.parseDouble(rule.substring(sign + 2).strip());
        if (!Double.isFinite(value)) {
          throw new NumberFormatException("nothing is below it, or all is");
        }
        return new Bound(rule.substring(0, sign).strip(), rule.charAt(sign) == '>', value);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "line %d: `%s` is no number".formatted(line, rule.substring(sign + 2).strip()), e);
      }
    }
    throw new IllegalArgumentException(
        "line %d is neither `figure >= number` nor `figure <= number`".formatted(line));
  }

  /** What does not hold, in words; a figure that was not measured does not hold. */
  public List<String> broken(Map<String, Double> figures) {
    var broken = new ArrayList<String>();
    for (Bound bound : bounds) {
      Double value = figures.get(bound.figure());
      if (value == null || value.isNaN()) {
        broken.add("%s was not measured".formatted(bound.figure()));
      } else if (bound.least() ? value < bound.value() : value > bound.value()) {
        broken.add(
            "%s is %.4f, and must be %s %s"
                .formatted(bound.figure(), value, bound.least() ? ">=" : "<=", bound.value()));
      }
    }
    return broken;
  }
}
