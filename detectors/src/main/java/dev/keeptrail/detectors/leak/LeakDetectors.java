package dev.keeptrail.detectors.leak;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/** What this family registers. */
public final class LeakDetectors {
  private LeakDetectors() {}

  public static List<Detector> all() {
    return List.of(CanaryDetector.detector());
  }

  public static List<ConversationDetector> conversational() {
    return List.of(new CanaryEcho(), new SystemPromptLeak());
  }

  /** Whether a text is a model's own: what it says, and what it hands to tools. */
  static boolean isOfModel(ScannedText text) {
    Source source = text.origin().source();
    return source == Source.ASSISTANT || source == Source.TOOL_ARGUMENTS;
  }

  static List<ScannedText> of(List<ScannedText> texts, Source source) {
    return texts.stream().filter(text -> text.origin().source() == source).toList();
  }
}
