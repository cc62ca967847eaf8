package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Finds prompt injections and jailbreaks. Rules over words that stand close together and a linear
 * model over character and word n-grams are weighed together, window by window, so that an attack
 * inside a long document counts as much as one that stands alone. The score says how rare such a
 * margin is among harmless texts of the same source.
 */
public final class InjectionDetector {
  static final int LONGEST = 600;

  /** Shorter texts hold no order. */
  private static final int SHORTEST = 8;

  private InjectionDetector() {}

  /** The model is read when the first text is. */
  private static final class Trained {
    static final InjectionModel MODEL = InjectionModel.load();
  }

  public static Detector detector() {
    return new RuleDetector(
        "injection",
        2,
        Set.of(
            "injection.override",
            "injection.system_prompt",
            "injection.role_play",
            "injection.boundary",
            "injection.exfiltration",
            "injection.indirect",
            "injection.obfuscated",
            "injection.model"),
        LONGEST,
        Lexicon.TRIGGER,
        InjectionDetector::detect);
  }

  static InjectionModel model() {
    return Trained.MODEL;
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    Source source = text.origin().source();
    boolean worthwhile = hits.count() > 0 || source != Source.METADATA;
    if (text.length() >= SHORTEST && worthwhile) {
      InjectionModel model = Trained.MODEL;
      var assessment = Assessment.of(model, text, hits);
      new Regions(model, assessment, text, sink).report();
    }
  }
}
