package dev.keeptrail.repl.report;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.report.XmlText;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReplayReport.Group;
import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleGroup;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.List;
import java.util.Locale;

/** A report as one HTML page with bars, without scripts and without anything from elsewhere. */
final class ReportHtml {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Replay</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <style>
      body { font: .9375rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1c1e21; }
      h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
      td, h1, p { overflow-wrap: anywhere; } td.n, td.w { overflow-wrap: normal; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; } code { font-size: .9em; }
      td.bars { width: 60%; } svg { display: block; width: 100%; max-width: 400px; height: 14px; }
      .bar { fill: #4a6fa5; } .weakened { fill: #b3261e; } .tightened { fill: #8a6d00; } .same { fill: #2e7d32; }
      td.flip { background: #fff4e5; font-weight: 600; }
      @media (max-width: 45rem) {
        body { margin: 1rem auto; padding: 0 .6rem; } th, td { padding: .25rem .3rem; }
        table.cards tr, table.cards td { display: block; border: 0; } table.cards tr:first-child { display: none; }
        table.cards tr { border-bottom: 1px solid #ddd; padding: .5rem 0; }
        table.cards td { text-align: left; padding: 0; } table.cards td:empty { display: none; }
        table.cards td::before { content: attr(data-name) " "; color: #5f6368; font-weight: 400; }
        table.matrix { font-size: .85rem; }
      }
      </style></head><body><main>
      """;

  private final StringBuilder out = new StringBuilder(HEAD);
  private final ReplayReport report;

  private ReportHtml(ReplayReport report) {
    this.report = report;
  }

  static String of(ReplayReport report) {
    return new ReportHtml(report).page();
  }

  private String page() {
    PackName baseline = report.baseline();
    line("<h1>Replay of <code>%s</code></h1>", text(report.candidate().label()));
    line(
        "<p>%s against %s%s: <strong>%s</strong>.</p>",
        Counted.of(report.events(), "event"),
        baseline == null ? "what was recorded" : "<code>" + text(baseline.label()) + "</code>",
        (report.prices() == null ? "" : " at prices of " + report.prices())
            + (report.partial() ? " (stopped before the end)" : ""),
        Counted.of(report.flipped(), "decision flips", "decisions flip"));
    changes();
    transitions();
    rules();
    for (String dimension : List.of("policy", "reason", "model", "user")) {
      groups(dimension);
    }
    notReplayable();
    flips();
    line("<p>Report <code>%s</code></p>", ReportJson.digest(report));
    return out.append("</main></body></html>\n").toString();
  }

  private void changes() {
    out.append("<h2>Changes</h2>\n<table><tr><th>change</th><th class=\"n\">events</th>");
    out.append("<th>share</th></tr>\n");
    for (Change change : Change.values()) {
      long count = report.count(change);
      double width = report.events() == 0 ? 0 : 400.0 * count / report.events();
      line(
          "<tr><td class=\"w\">%s</td><td class=\"n\">%,d</td><td class=\"bars\">"
              + "<svg viewBox=\"0 0 400 14\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%,d\"><rect class=\"bar %s\" width=\"%.1f\""
              + " height=\"14\"/></svg></td></tr>",
          change.word(), count, count, change.word(), width);
    }
    out.append("</table>\n");
  }

  private void transitions() {
    out.append("<h2>Verdicts</h2>\n<table class=\"matrix\"><tr><th>before / now</th>");
    ReportTable.VERDICTS.forEach(
        verdict -> out.append("<th class=\"n\">").append(verdict).append("</th>"));
    out.append("</tr>\n");
    for (String before : ReportTable.VERDICTS) {
      out.append("<tr><th scope=\"row\">").append(before).append("</th>");
      for (String after : ReportTable.VERDICTS) {
        long count = report.transitions().getOrDefault(before + ">" + after, 0L);
        boolean flip = count > 0 && !before.equals(after);
        out.append(
            String.format(Locale.ROOT, "<td class=\"n%s\">%,d</td>", flip ? " flip" : "", count));
      }
      out.append("</tr>\n");
    }
    out.append("</table>\n");
  }

  private void rules() {
    if (report.rules().isEmpty()) {
      return;
    }
    out.append(
        "<h2>Where the traces part</h2>\n<table class=\"cards\"><tr><th class=\"n\">events</th>");
    out.append("<th>before</th><th>now</th><th>written at</th></tr>\n");
    for (RuleGroup group : report.rules()) {
      var places = new StringBuilder();
      for (RuleRef rule : ReportTable.placed(group)) {
        places
            .append("<code>")
            .append(text(rule.place()))
            .append("</code> <code>")
            .append(text(rule.line()))
            .append("</code><br>");
      }
      line(
          "<tr><td class=\"n\" data-name=\"events\">%,d</td><td data-name=\"before\">%s</td>"
              + "<td data-name=\"now\">%s</td><td>%s</td></tr>",
          group.events(),
          text(ReportTable.words(group.baseline())),
          text(ReportTable.words(group.candidate())),
          places);
    }
    out.append("</table>\n");
  }

  private void groups(String dimension) {
    List<Group> changed =
        report.groups().getOrDefault(dimension, List.of()).stream()
            .filter(group -> ReportTable.flipped(group) > 0)
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    line("<h2>By %s</h2>", dimension);
    line("<table><tr><th>%s</th><th class=\"n\">flips</th><th class=\"n\">of</th>", dimension);
    out.append("<th>changes</th></tr>\n");
    for (Group group : changed) {
      line(
          "<tr><td><code>%s</code></td><td class=\"n\">%,d</td><td class=\"n\">%,d</td>"
              + "<td class=\"w\">%s</td></tr>",
          text(group.name()),
          ReportTable.flipped(group),
          group.events(),
          ReportTable.changes(group));
    }
    out.append("</table>\n");
  }

  private void notReplayable() {
    if (report.notReplayable().isEmpty()) {
      return;
    }
    out.append("<h2>Not replayable</h2>\n<table><tr><th>needs</th>");
    out.append("<th class=\"n\">events</th></tr>\n");
    for (Group group : report.notReplayable()) {
      line("<tr><td>%s</td><td class=\"n\">%,d</td></tr>", text(group.name()), group.events());
    }
    out.append("</table>\n");
  }

  private void flips() {
    if (report.flips().isEmpty()) {
      return;
    }
    out.append(
        "<h2>Decisions</h2>\n<table class=\"cards\"><tr><th>event</th><th>change</th><th>before</th>");
    out.append("<th>now</th><th>text</th></tr>\n");
    for (Flip flip : report.flips()) {
      line(
          "<tr><td><code>%s</code></td><td class=\"w\" data-name=\"change\">%s</td>"
              + "<td data-name=\"before\">%s</td><td data-name=\"now\">%s%s</td><td>%s</td></tr>",
          text(flip.id()),
          flip.change().word(),
          text(flip.baseline().words()),
          text(flip.candidate().words()),
          flip.edits().isEmpty()
              ? ""
              : "<br><code>" + text(String.join("\n", flip.edits())) + "</code>",
          text(flip.excerpt()));
    }
    out.append("</table>\n");
  }

  private static String text(String text) {
    return XmlText.content(text);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Every format is written here.
  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
