package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Part;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.decision.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads what was found in the texts of a capture, and what was decided. */
final class CapturedOutcome {
  private static final Words<Evidence> EVIDENCE = new Words<>(Evidence.values(), Evidence::word);
  private static final Words<View> VIEWS = new Words<>(View.values(), View::word);
  private static final Words<Verdict> VERDICTS = new Words<>(Verdict.values(), Verdict::word);

  private final CaptureCursor json;

  CapturedOutcome(CaptureCursor json) {
    this.json = json;
  }

  Finding finding() throws CaptureFormatException {
    return json.tuple(() -> {
      int segment = json.next().integer();
      int start = json.next().integer();
      int end = json.next().integer();
      String category = json.next().text();
      String label = json.next().text();
      double score = json.next().number();
      Evidence evidence = EVIDENCE.of(json.next().text());
      View view = VIEWS.of(json.next().text());
      String detector = json.next().text();
      Part part =
          json.hasNext()
              ? new Part(json.integer(), json.next().integer(), json.next().integer())
              : null;
      return new Finding(
          segment, start, end, category, label, score, evidence, view, detector, part);
    });
  }

  CapturedPhase.Masked masked() throws CaptureFormatException {
    var draft = new MaskedDraft();
    json.object(draft::field);
    return new CapturedPhase.Masked(draft.segments, draft.references, draft.fields);
  }

  CapturedDecision decided() throws CaptureFormatException {
    var draft = new DecidedDraft();
    json.object(draft::field);
    return new CapturedDecision(
        VERDICTS.of(draft.verdict), draft.reasonCode, draft.policy, draft.fired, draft.edits);
  }

  private CapturedDecision.Fired fired() throws CaptureFormatException {
    return json.tuple(() ->
        new CapturedDecision.Fired(
            json.next().text(), json.next().text(), json.next().text(), json.next().text()));
  }

  private CapturedDecision.Edit edit() throws CaptureFormatException {
    return json.tuple(() ->
        new CapturedDecision.Edit(
            json.next().integer(),
            json.next().integer(),
            json.next().integer(),
            json.next().text(),
            json.next().text(),
            json.next().text()));
  }

  private final class MaskedDraft {
    private Set<Integer> segments = Set.of();
    private boolean references;
    private Set<String> fields = Set.of();

    void field(String name) throws CaptureFormatException {
      switch (name) {
        case "segments" -> segments = new HashSet<>(json.list(json::integer));
        case "references" -> references = json.flag();
        case "fields" -> fields = new HashSet<>(json.list(json::text));
        default -> json.skip();
      }
    }
  }

  private final class DecidedDraft {
    private String verdict = "";
    private String reasonCode = "";
    private @Nullable String policy;
    private List<CapturedDecision.Fired> fired = List.of();
    private List<CapturedDecision.Edit> edits = List.of();

    void field(String name) throws CaptureFormatException {
      switch (name) {
        case "verdict" -> verdict = json.text();
        case "reason_code" -> reasonCode = json.text();
        case "policy" -> policy = json.token() == JsonToken.VALUE_NULL ? null : json.text();
        case "fired" -> fired = json.list(CapturedOutcome.this::fired);
        case "edits" -> edits = json.list(CapturedOutcome.this::edit);
        default -> json.skip();
      }
    }
  }
}
