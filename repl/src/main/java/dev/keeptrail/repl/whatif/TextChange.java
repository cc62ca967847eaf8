package dev.keeptrail.repl.whatif;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.capture.CapturedPhase.Masked;
import dev.keeptrail.engine.capture.SensitiveData;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts another text in the place of one. Findings that were recorded do not speak of it: a phase
 * without placeholders in it is scanned again, and of one with placeholders only what is sensitive
 * is known.
 */
final class TextChange {
  private static final Comparator<Finding> ORDER =
      Comparator.comparingInt(Finding::segment)
          .thenComparingInt(Finding::start)
          .thenComparingInt(Finding::end);

  private TextChange() {}

  /** The same text of the exchange is changed wherever else it is judged or compared with. */
  static CapturedExchange of(CapturedExchange exchange, int phase, int segment, String text) {
    Segment old = exchange.phases().get(phase).content().segments().get(segment);
    List<CapturedPhase> phases = new ArrayList<>();
    for (CapturedPhase each : exchange.phases()) {
      phases.add(in(each, old, text, phases.isEmpty() ? null : phases.getFirst()));
    }
    return new CapturedExchange(exchange.mode(), phases);
  }

  private static CapturedPhase in(
      CapturedPhase phase, Segment old, String text, @Nullable CapturedPhase first) {
    PhaseContent content = phase.content();
    Set<Integer> changed = new HashSet<>();
    for (int i = 0; i < content.segments().size(); i++) {
      if (content.segments().get(i).equals(old)) {
        changed.add(i);
      }
    }
    boolean compared = content.references().contains(old);
    if (changed.isEmpty() && !compared) {
      return phase;
    }
    Set<Integer> segments = new HashSet<>(phase.masked().segments());
    segments.removeAll(changed);
    boolean references =
        phase.masked().references()
            && (!compared || first == null || !first.masked().segments().isEmpty());
    var next =
        new PhaseContent(
            content.phase(),
            content.request(),
            replaced(content.segments(), old, text),
            content.facts(),
            content.unscanned(),
            replaced(content.references(), old, text));
    // WHY: what the scan was asked for is forgotten, so that nobody takes old findings for new.
    return new CapturedPhase(
        next,
        List.of(),
        List.of(),
        sensitive(phase, changed, text),
        new Masked(segments, references, phase.masked().fields()),
        phase.faulted(),
        without(phase.decided(), changed));
  }

  private static List<Segment> replaced(List<Segment> segments, Segment old, String text) {
    return segments.stream().map(one -> one.equals(old) ? one.saying(text) : one).toList();
  }

  private static List<Finding> sensitive(CapturedPhase phase, Set<Integer> changed, String text) {
    List<Finding> found = SensitiveData.in(text);
    return Stream.concat(
            phase.sensitive().stream().filter(finding -> !changed.contains(finding.segment())),
            changed.stream()
                .flatMap(segment -> found.stream().map(finding -> at(segment, finding))))
        .sorted(ORDER)
        .toList();
  }

  private static Finding at(int segment, Finding finding) {
    return new Finding(
        segment,
        finding.start(),
        finding.end(),
        finding.category(),
        finding.label(),
        finding.score(),
        finding.evidence(),
        finding.view(),
        finding.detector(),
        finding.part());
  }

  /** Spans of the old text mean nothing in the new one. */
  private static @Nullable CapturedDecision without(
      @Nullable CapturedDecision decided, Set<Integer> changed) {
    return decided == null
        ? null
        : new CapturedDecision(
            decided.verdict(),
            decided.reasonCode(),
            decided.policy(),
            decided.fired(),
            decided.edits().stream().filter(edit -> !changed.contains(edit.segment())).toList());
  }
}
