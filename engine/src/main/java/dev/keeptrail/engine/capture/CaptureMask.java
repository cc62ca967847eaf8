package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.chain.ScannedContent;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.plan.CaptureMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a redacted capture: in every text and fact, a placeholder stands for whatever is sensitive,
 * whether the pack asked for it or not, for whatever the pack masks, and for the same value
 * wherever else it stands. Spans are those of the texts with placeholders. One use, one thread.
 */
public final class CaptureMask {
  private final Placeholders placeholders = new Placeholders();
  private final Map<String, String> segments = new HashMap<>();

  private CaptureMask() {}

  /** Empty when there are so many sensitive values that masking them all would take too long. */
  public static Optional<CapturedExchange> of(CapturedExchange exchange) {
    return new CaptureMask().mask(exchange);
  }

  /** The same, together with what masks other values of the exchange. */
  static Optional<ExchangeMask> whole(CapturedExchange exchange) {
    var mask = new CaptureMask();
    return mask.mask(exchange)
        .map(kept -> new ExchangeMask(kept, new MaskedFacts(mask.segments, mask.placeholders)));
  }

  /** One phase, and what is to be masked in each of its texts. */
  private record Draft(
      CapturedPhase phase, List<Finding> sensitive, List<List<MaskedText.Span>> spans) {}

  private Optional<CapturedExchange> mask(CapturedExchange exchange) {
    List<Draft> drafts = exchange.phases().stream().map(this::draft).toList();
    long characters = 0;
    for (Draft draft : drafts) {
      for (Segment segment : draft.phase().content().segments()) {
        characters += segment.text().length();
      }
    }
    if (placeholders.isTooMuch(characters)) {
      return Optional.empty();
    }
    List<List<MaskedText>> texts = drafts.stream().map(this::texts).toList();
    List<Segment> first = exchange.phases().getFirst().content().segments();
    List<CapturedPhase> masked = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      masked.add(masked(drafts.get(i), texts.get(i), first, masked));
    }
    return Optional.of(new CapturedExchange(CaptureMode.REDACTED, masked));
  }

  private Draft draft(CapturedPhase phase) {
    PhaseContent content = phase.content();
    List<Finding> sensitive = SensitiveData.scanner().scan(ScannedContent.of(content)).findings();
    List<List<MaskedText.Span>> spans = new ArrayList<>();
    content.segments().forEach(_ -> spans.add(new ArrayList<>()));
    for (Finding finding : sensitive) {
      spans
          .get(finding.segment())
          .add(new MaskedText.Span(finding.start(), finding.end(), finding.label()));
    }
    CapturedDecision decided = phase.decided();
    if (decided != null) {
      for (CapturedDecision.Edit edit : decided.edits()) {
        spans
            .get(edit.segment())
            .add(
                new MaskedText.Span(edit.start(), edit.end(), Placeholders.label(edit.category())));
      }
    }
    for (int i = 0; i < spans.size(); i++) {
      String text = content.segments().get(i).text();
      for (MaskedText.Span span : MaskedText.merged(spans.get(i))) {
        placeholders.of(span.label(), text.substring(span.start(), span.end()));
      }
    }
    return new Draft(phase, sensitive, spans);
  }

  private List<MaskedText> texts(Draft draft) {
    List<MaskedText> texts = new ArrayList<>();
    List<Segment> originals = draft.phase().content().segments();
    for (int i = 0; i < originals.size(); i++) {
      String original = originals.get(i).text();
      List<MaskedText.Span> spans = new ArrayList<>(draft.spans().get(i));
      spans.addAll(placeholders.again(original));
      MaskedText text = MaskedText.of(original, spans, placeholders::of);
      texts.add(text);
      if (!original.isEmpty()) {
        segments.put(original, text.text());
      }
    }
    return texts;
  }

  private CapturedPhase masked(
      Draft draft, List<MaskedText> texts, List<Segment> first, List<CapturedPhase> before) {
    PhaseContent content = draft.phase().content();
    List<Segment> segmentsNow = new ArrayList<>();
    Set<Integer> changed = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      segmentsNow.add(content.segments().get(i).saying(texts.get(i).text()));
      if (texts.get(i).isChanged()) {
        changed.add(i);
      }
    }
    // WHY: only what was judged has been looked through; other texts are left out.
    boolean same = content.references().equals(first) && !before.isEmpty();
    boolean referencesMasked =
        same ? before.getFirst().masked().hasTexts() : !content.references().isEmpty();
    var facts = new MaskedFacts(segments, placeholders);
    var kept =
        new PhaseContent(
            content.phase(),
            content.request(),
            segmentsNow,
            facts.mask(content.facts()),
            content.unscanned(),
            same ? before.getFirst().content().segments() : List.of());
    CapturedDecision decided = draft.phase().decided();
    return new CapturedPhase(
        kept,
        draft.phase().asked(),
        moved(draft.phase().findings(), texts),
        moved(draft.sensitive(), texts),
        new CapturedPhase.Masked(changed, referencesMasked, facts.changed()),
        draft.phase().faulted(),
        decided == null ? null : moved(decided, texts));
  }

  private static List<Finding> moved(List<Finding> findings, List<MaskedText> texts) {
    List<Finding> moved = new ArrayList<>();
    for (Finding finding : findings) {
      MaskedText text = texts.get(finding.segment());
      moved.add(
          new Finding(
              finding.segment(),
              text.start(finding.start()),
              text.end(finding.end()),
              finding.category(),
              finding.label(),
              finding.score(),
              finding.evidence(),
              finding.view(),
              finding.detector(),
              finding.part()));
    }
    return moved;
  }

  private static CapturedDecision moved(CapturedDecision decided, List<MaskedText> texts) {
    List<CapturedDecision.Edit> edits = new ArrayList<>();
    for (CapturedDecision.Edit edit : decided.edits()) {
      MaskedText text = texts.get(edit.segment());
      edits.add(
          new CapturedDecision.Edit(
              edit.segment(),
              text.start(edit.start()),
              text.end(edit.end()),
              edit.policy(),
              edit.category(),
              edit.format()));
    }
    return new CapturedDecision(
        decided.verdict(), decided.reasonCode(), decided.policy(), decided.fired(), edits);
  }
}
