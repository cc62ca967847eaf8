package dev.keeptrail.cli;

import dev.keeptrail.cli.FoundPlaces.Found;
import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Locale;

/**
 * Shows what was found in one text after the other: a frame for people, JSON for programs. With a
 * mask, no character of a finding is shown.
 */
final class FoundReport {
  private static final int AROUND = 200;

  private final Invocation invocation;
  private final boolean masked;
  private final FrameRenderer frames;
  private long found;
  private long texts;

  FoundReport(Invocation invocation, boolean masked) {
    this.invocation = invocation;
    this.masked = masked;
    this.frames = new FrameRenderer(invocation.colour());
  }

  long found() {
    return found;
  }

  long texts() {
    return texts;
  }

  /** A frame for each finding. */
  void frames(ScanInputs.Text text, ScanResult result) {
    String shown = masked ? masked(text.text(), result.findings()) : text.text();
    for (Found place : count(text, result)) {
      invocation.out().println(frame(text, shown, place).stripTrailing());
    }
  }

  /** One object with all findings, or one for each where lines are wanted. */
  void json(ScanInputs.Text text, ScanResult result, JsonWriter json) {
    for (Found place : count(text, result)) {
      write(text, place, json.beginObject());
      json.endObject();
    }
  }

  /** One line for each finding. */
  void lines(ScanInputs.Text text, ScanResult result) {
    for (Found place : count(text, result)) {
      JsonWriter json = JsonWriter.compact().beginObject();
      json.name("file").value(text.name());
      write(text, place, json);
      invocation.out().println(json.endObject());
    }
  }

  /** What could not be looked for, away from the results. */
  void faults(ScanInputs.Text text, ScanResult result) {
    for (DetectorFault fault : result.faults()) {
      invocation.note("kt: %s: %s: %s".formatted(where(text), fault.detector(), fault.problem()));
    }
  }

  private List<Found> count(ScanInputs.Text text, ScanResult result) {
    texts++;
    found += result.findings().size();
    return FoundPlaces.of(text.text(), result.findings());
  }

  private static String where(ScanInputs.Text text) {
    return text.row() == 0 ? text.name() : text.name() + ":" + text.row();
  }

  private String frame(ScanInputs.Text text, String shown, Found place) {
    Finding finding = place.finding();
    int from = Math.max(lineStart(shown, finding.start()), finding.start() - AROUND);
    int to = lineEnd(shown, finding.start());
    var source =
        new SourceText(text.name(), shown.substring(from, Math.min(to, from + 3 * AROUND)));
    int end = Math.min(finding.end(), to);
    var span = new Span(source, finding.start() - from, Math.max(1, end - finding.start()));
    String at = "%s:%d:%d".formatted(where(text), place.line(), place.column());
    return frames.found(at, heading(finding), span, place.line());
  }

  private static String heading(Finding finding) {
    return String.format(
        Locale.ROOT,
        "%s [%s], score %.2f, %s, view %s, %s",
        finding.category(),
        finding.label(),
        finding.score(),
        finding.evidence().word(),
        finding.view().word(),
        finding.detector());
  }

  private static int lineStart(String text, int offset) {
    int at = offset;
    while (at > 0
        && offset - at < AROUND
        && text.charAt(at - 1) != '\n'
        && text.charAt(at - 1) != '\r') {
      at--;
    }
    return at;
  }

  private static int lineEnd(String text, int offset) {
    int at = offset;
    while (at < text.length()
        && at - offset < 2 * AROUND
        && text.charAt(at) != '\n'
        && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static String masked(String text, List<Finding> findings) {
    char[] masked = text.toCharArray();
    int done = 0;
    for (Finding finding : findings) {
      for (int i = Math.max(done, finding.start()); i < finding.end(); i++) {
        masked[i] = Character.isWhitespace(masked[i]) ? masked[i] : '*';
      }
      done = Math.max(done, finding.end());
    }
    return new String(masked);
  }

  private void write(ScanInputs.Text text, Found place, JsonWriter json) {
    Finding finding = place.finding();
    if (text.row() > 0) {
      json.name("row").value((long) text.row());
    }
    json.name("line").value((long) place.line());
    json.name("column").value((long) place.column());
    json.name("start").value((long) place.start());
    json.name("end").value((long) place.end());
    json.name("category").value(finding.category());
    json.name("label").value(finding.label());
    json.name("score").value(finding.score());
    json.name("evidence").value(finding.evidence().word());
    json.name("view").value(finding.view().word());
    json.name("detector").value(finding.detector());
    if (finding.part() != null) {
      json.name("part").beginObject().name("value").value((long) finding.part().value());
      json.name("index").value((long) finding.part().index());
      json.name("count").value((long) finding.part().count()).endObject();
    }
    if (!masked) {
      json.name("text").value(text.text().substring(finding.start(), finding.end()));
    }
  }
}
