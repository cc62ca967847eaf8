package dev.keeptrail.cli;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.masking.Leftover;
import dev.keeptrail.engine.masking.MaskProof;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of an input, phase by phase. */
final class MaskReport {
  private final List<Phase> phases = new ArrayList<>();
  private final List<String> asked;

  /**
   * @param asked the categories that somebody named; empty for the usual ones
   */
  MaskReport(List<String> asked) {
    this.asked = List.copyOf(asked);
  }

  /**
   * One phase.
   *
   * @param proof null where nothing goes on
   */
  private record Phase(PhaseDecision decision, @Nullable MaskProof proof) {}

  void add(PhaseDecision decision, @Nullable MaskProof proof) {
    phases.add(new Phase(decision, proof));
  }

  long left() {
    long left = 0;
    for (Phase phase : phases) {
      MaskProof proof = phase.proof();
      left += proof == null ? 0 : proof.left().size();
    }
    return left;
  }

  String text() {
    var text = new StringBuilder();
    for (Phase phase : phases) {
      PhaseDecision decision = phase.decision();
      text.append(decision.phase().word()).append(": ").append(decision.verdict().word());
      text.append(" (").append(FrameRenderer.safe(decision.reasonCode())).append(")\n");
      MaskProof proof = phase.proof();
      if (proof == null) {
        text.append("  nothing goes on\n");
        continue;
      }
      for (int at : proof.changed()) {
        text.append("  ").append(FrameRenderer.safe(proof.texts().get(at).location().pointer()));
        text.append("\n    ").append(FrameRenderer.safe(proof.texts().get(at).text())).append('\n');
      }
      for (Leftover left : proof.left()) {
        text.append("  ").append(line(left)).append('\n');
      }
    }
    long left = left();
    return text.append(left == 0 ? nothing() : left + " left.\n").toString();
  }

  /** Nobody is to take it for more than what was looked for. */
  private String nothing() {
    return asked.isEmpty()
        ? """
        Nothing is left of pii, pci, phi and secret.
          What is found on request only, such as names, takes `--category pii.name`.
        """
        : "Nothing is left of " + String.join(", ", asked) + ".\n";
  }

  private static String line(Leftover left) {
    return "LEFT %s %d-%d: %s%s"
        .formatted(
            FrameRenderer.safe(left.location().pointer()),
            left.start(),
            left.end(),
            FrameRenderer.safe(left.category()),
            switch (left.why()) {
              case FOUND -> ", which detectors find";
              case REPEATED -> ", which is masked elsewhere";
            });
  }

  String json() {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("ok").value(left() == 0);
    report.name("phases").beginArray();
    for (Phase phase : phases) {
      report.beginObject().name("phase").value(phase.decision().phase().word());
      report.name("verdict").value(phase.decision().verdict().word());
      report.name("reason_code").value(phase.decision().reasonCode());
      MaskProof proof = phase.proof();
      report.name("goes_on").value(proof != null);
      report.name("texts").beginArray();
      if (proof != null) {
        for (int at : proof.changed()) {
          Segment text = proof.texts().get(at);
          report.beginObject().name("pointer").value(text.location().pointer());
          report.name("text").value(text.text()).endObject();
        }
      }
      report.endArray().name("left").beginArray();
      if (proof != null) {
        for (Leftover left : proof.left()) {
          write(left, report);
        }
      }
      report.endArray().endObject();
    }
    return report.endArray().endObject() + "\n";
  }

  private static void write(Leftover left, JsonWriter report) {
    report.beginObject().name("why").value(left.why().word());
    report.name("pointer").value(left.location().pointer());
    report.name("start").value((long) left.start());
    report.name("end").value((long) left.end());
    report.name("category").value(left.category()).endObject();
  }
}
