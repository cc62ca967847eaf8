package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.injection.SignalWords.Kind;
import dev.keeptrail.detectors.injection.SignalWords.Signal;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * A first prompt-injection detector, made of rules over words that stand close together. No word
 * alone makes a finding; only control tokens of chat formats do. Weak signs count when several
 * kinds of them meet in one text.
 */
public final class InjectionDetector {
  private static final List<Signal> SIGNALS = SignalWords.all();
  private static final int MAX_ENDING = 16;

  private InjectionDetector() {}

  public static Detector detector() {
    return new RuleDetector(
        "injection-rules",
        1,
        Set.of(
            "injection.override",
            "injection.system_prompt",
            "injection.role_play",
            "injection.boundary",
            "injection.exfiltration"),
        InjectionRules.LONGEST,
        Trigger.anchors(SIGNALS.stream().map(Signal::text).toList()),
        InjectionDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    var rules = new InjectionRules(text);
    for (int i = 0; i < hits.count(); i++) {
      Signal signal = SIGNALS.get(hits.anchor(i));
      int start = hits.start(i);
      int end = hits.end(i);
      boolean symbols = signal.kind() == Kind.CONTROL_TOKEN;
      boolean word = !text.insideWord(start) && (signal.stem() || !text.insideWord(end));
      if (symbols || word) {
        rules.see(signal.kind(), start, signal.stem() ? wordEnd(text, end) : end);
      }
    }
    rules.report(sink);
  }

  private static int wordEnd(ScannedText text, int stemEnd) {
    int end = stemEnd;
    while (end - stemEnd < MAX_ENDING && text.insideWord(end)) {
      end++;
    }
    return end;
  }
}
