package dev.keeptrail.repl.session;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.rule.ValueJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.repl.whatif.Places;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything about one event, as a page. Expects exchanges with placeholders. */
final class EventStory {
  private static final int MAX_LINES = 40;
  private static final int MAX_VALUE = 4_000;
  private static final int MAX_FINDINGS = 50;

  private final Paint paint;
  private final StringBuilder page = new StringBuilder();

  EventStory(Paint paint) {
    this.paint = paint;
  }

  void summary(EventSummary summary, String against) {
    page.append(summary.card(against, paint));
  }

  void changes(List<String> changes) {
    changes.forEach(change -> line("what if", FrameRenderer.safe(change)));
  }

  void event(DecisionEvent event) {
    line("outcome", "%s, status %d".formatted(event.outcome().word(), event.httpStatus()));
    line(
        "by pack",
        FrameRenderer.safe("%s %s".formatted(event.pack().name(), event.pack().version())));
    DecisionEvent.Cost cost = event.cost();
    Double usd = cost == null ? null : cost.totalUsd();
    if (usd != null) {
      line("cost", String.format(Locale.ROOT, "%.6f USD", usd));
    }
    event.tags().forEach((name, value) -> line("tag", FrameRenderer.safe(name + " = " + value)));
    for (DecisionEvent.RecordedFault fault : event.faults()) {
      line("fault", FrameRenderer.safe(fault.source() + ": " + fault.problem()));
    }
  }

  /**
   * What was captured.
   *
   * @param mode how it was kept
   * @param exchange with placeholders
   */
  void exchange(CaptureMode mode, CapturedExchange exchange) {
    String shown = mode == CaptureMode.FULL ? ", shown with placeholders" : "";
    line("capture", mode.word() + shown);
    List<String> phases = Places.phases(exchange);
    page.append('\n').append(paint.strong("facts")).append('\n');
    for (Map.Entry<String, Value> place : Places.of(exchange).entrySet()) {
      if (!isText(place.getKey(), phases)) {
        line(place.getKey(), cut(ValueJson.compact(place.getValue())));
      }
    }
    for (int i = 0; i < phases.size(); i++) {
      phase(phases.get(i), exchange.phases().get(i));
    }
  }

  void tooSensitive() {
    line("capture", "not shown: it holds more sensitive values than can be masked");
  }

  private static boolean isText(String place, List<String> phases) {
    return place.endsWith("/text")
        && phases.stream().anyMatch(phase -> place.startsWith("/" + phase + "/"));
  }

  private void phase(String name, CapturedPhase phase) {
    page.append('\n').append(paint.strong(name)).append('\n');
    List<Segment> segments = phase.content().segments();
    for (int i = 0; i < segments.size(); i++) {
      text("/" + name + "/" + i + "/text", segments.get(i));
    }
    phase
        .content()
        .unscanned()
        .forEach(
            part -> line("unread", FrameRenderer.safe(part.reason() + " at " + part.pointer())));
    List<Finding> findings = phase.findings();
    findings.stream().limit(MAX_FINDINGS).forEach(finding -> finding(name, finding));
    if (findings.size() > MAX_FINDINGS) {
      line("found", "%,d more".formatted(findings.size() - MAX_FINDINGS));
    }
    CapturedDecision decided = phase.decided();
    if (decided != null) {
      decided(decided);
    }
  }

  private void text(String place, Segment segment) {
    List<String> lines = segment.text().lines().limit(MAX_LINES + 1L).toList();
    String role = segment.location().role() + " (" + segment.location().channel().word() + ")";
    line(place, FrameRenderer.safe(role));
    lines.stream()
        .limit(MAX_LINES)
        .forEach(line -> page.append("      | ").append(cut(line)).append('\n'));
    if (lines.size() > MAX_LINES) {
      page.append("      | …\n");
    }
  }

  private void finding(String phase, Finding finding) {
    line(
        "found",
        String.format(
            Locale.ROOT,
            "%s at /%s/%d/text %d-%d, score %.2f, by %s",
            FrameRenderer.safe(finding.category()),
            phase,
            finding.segment(),
            finding.start(),
            finding.end(),
            finding.score(),
            FrameRenderer.safe(finding.detector())));
  }

  private void decided(CapturedDecision decided) {
    String by = decided.policy() == null ? "" : " by " + decided.policy();
    line(
        "decided",
        paint.decision(
            decided.verdict().word(),
            decided.verdict().word() + by + " (" + decided.reasonCode() + ")"));
    for (CapturedDecision.Fired fired : decided.fired()) {
      line(
          "fired",
          FrameRenderer.safe(
              "%s.%s %s %s"
                  .formatted(fired.policy(), fired.rule(), fired.effect(), fired.reasonCode())));
    }
  }

  /** Long values are cut before they are made safe, so that no escape is cut in two. */
  private static String cut(String text) {
    if (text.length() <= MAX_VALUE) {
      return FrameRenderer.safe(text);
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_VALUE - 1)) ? MAX_VALUE - 1 : MAX_VALUE;
    return FrameRenderer.safe(text.substring(0, end)) + "…";
  }

  private void line(String name, String words) {
    page.append("    ").append(Paint.padded(FrameRenderer.safe(name), 10));
    page.append(name.length() >= 10 ? "  " : "").append(words).append('\n');
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
