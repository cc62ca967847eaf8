package dev.keeptrail.language.editor;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a step of an expected trace names a policy or one of its rules. Steps of another form name
 * nothing; whether they are right is for the tests to say.
 */
record StepNames(List<Name> names) {
  private static final List<String> PHASES = List.of("input:", "tool:", "output:");

  /** A policy, or with a dot behind it a rule of one. */
  record Name(int start, String text) {}

  static StepNames of(String step) {
    List<Name> words = words(step);
    if (!words.isEmpty() && PHASES.contains(words.getFirst().text())) {
      words.removeFirst();
    }
    if (words.size() < 2) {
      return new StepNames(List.of());
    }
    return switch (words.getFirst().text()) {
      case "enter", "fire", "hide", "decide", "skip", "fault" ->
          new StepNames(List.of(words.get(1)));
      case "verdict" -> new StepNames(behindBy(words));
      default -> new StepNames(List.of());
    };
  }

  private static List<Name> behindBy(List<Name> words) {
    int last = words.size() - 1;
    return words.get(last - 1).text().equals("by") ? List.of(words.get(last)) : List.of();
  }

  private static List<Name> words(String step) {
    List<Name> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= step.length(); i++) {
      boolean inside = i < step.length() && step.charAt(i) != ' ';
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(new Name(start, step.substring(start, i)));
        start = -1;
      }
    }
    return words;
  }
}
