package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads one phase of a capture; its fields may stand in any order. */
final class PhaseReader {
  private static final Words<Phase> PHASES = new Words<>(Phase.values(), Phase::word);

  private final CaptureCursor json;
  private final CapturedTexts texts;
  private final CapturedValues values;
  private final CapturedOutcome outcome;

  private String phase = "";
  private RequestFacts request = new RequestFacts("", "", "", false);
  private List<Segment> segments = List.of();
  private @Nullable List<Segment> references = List.of();
  private List<Fact> facts = List.of();
  private List<Unscanned> unscanned = List.of();
  private List<String> asked = List.of();
  private List<Finding> findings = List.of();
  private List<Finding> sensitive = List.of();
  private CapturedPhase.Masked masked = CapturedPhase.Masked.NOTHING;
  private boolean faulted;
  private @Nullable CapturedDecision decided;

  PhaseReader(CaptureCursor json) {
    this.json = json;
    this.texts = new CapturedTexts(json);
    this.values = new CapturedValues(json);
    this.outcome = new CapturedOutcome(json);
  }

  /**
   * Reads the phase at hand.
   *
   * @param before the phases before it, the first of which it may refer to
   */
  CapturedPhase read(List<CapturedPhase> before) throws CaptureFormatException {
    json.object(this::field);
    check(findings);
    check(sensitive);
    return new CapturedPhase(
        new PhaseContent(PHASES.of(phase), request, segments, facts, unscanned, references(before)),
        asked,
        findings,
        sensitive,
        masked,
        faulted,
        checked(decided));
  }

  private void field(String name) throws CaptureFormatException {
    switch (name) {
      case "phase" -> phase = json.text();
      case "request" -> request = request();
      case "segments" -> segments = json.list(texts::segment);
      case "references" ->
          references = json.token() == JsonToken.VALUE_STRING ? null : json.list(texts::segment);
      case "facts" -> facts = json.list(values::fact);
      case "unscanned" -> unscanned = json.list(texts::unscanned);
      case "asked" -> asked = json.list(json::text);
      case "findings" -> findings = json.list(outcome::finding);
      case "sensitive" -> sensitive = json.list(outcome::finding);
      case "masked" -> masked = outcome.masked();
      case "faulted" -> faulted = json.flag();
      case "decided" -> decided = outcome.decided();
      default -> json.skip();
    }
  }

  private RequestFacts request() throws CaptureFormatException {
    var draft = new RequestDraft();
    json.object(draft::field);
    return new RequestFacts(draft.model, draft.provider, draft.route, draft.stream);
  }

  private List<Segment> references(List<CapturedPhase> before) {
    List<Segment> own = references;
    if (own != null) {
      return own;
    }
    return before.isEmpty() ? segments : before.getFirst().content().segments();
  }

  private void check(List<Finding> spans) throws CaptureFormatException {
    for (Finding finding : spans) {
      check(finding.segment(), finding.start(), finding.end());
    }
  }

  private @Nullable CapturedDecision checked(@Nullable CapturedDecision decision)
      throws CaptureFormatException {
    if (decision != null) {
      for (CapturedDecision.Edit edit : decision.edits()) {
        check(edit.segment(), edit.start(), edit.end());
      }
    }
    return decision;
  }

  private void check(int segment, int start, int end) throws CaptureFormatException {
    if (segment < 0
        || segment >= segments.size()
        || start < 0
        || end < start
        || end > segments.get(segment).text().length()) {
      throw new CaptureFormatException("a span in the capture is outside its text");
    }
  }

  private final class RequestDraft {
    private String model = "";
    private String provider = "";
    private String route = "";
    private boolean stream;

    void field(String name) throws CaptureFormatException {
      switch (name) {
        case "model" -> model = json.text();
        case "provider" -> provider = json.text();
        case "route" -> route = json.text();
        case "stream" -> stream = json.flag();
        default -> json.skip();
      }
    }
  }
}
