package dev.keeptrail.detectors;

import java.util.List;

/**
 * What in a text makes a detector look. An anchor is matched without regard to case; a space in it
 * stands for any run of white space.
 *
 * @param anchors words or prefixes, searched for in the shared pass
 * @param digitRuns whether a run of ASCII digits (after normalisation) is a trigger
 * @param everyText whether the detector is called for each text, hits or not
 */
public record Trigger(List<String> anchors, boolean digitRuns, boolean everyText) {
  public Trigger {
    anchors = List.copyOf(anchors);
    if (anchors.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("an anchor is blank");
    }
  }

  public static Trigger anchors(List<String> anchors) {
    return new Trigger(anchors, false, false);
  }

  public static Trigger anchors(String... anchors) {
    return anchors(List.of(anchors));
  }

  public static Trigger onDigitRuns() {
    return new Trigger(List.of(), true, false);
  }

  public static Trigger onEveryText() {
    return new Trigger(List.of(), false, true);
  }
}
