package dev.keeptrail.repl.report;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReplayReport.Group;
import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleGroup;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.List;
import java.util.Locale;

/**
 * A report as a comment on a pull request: GitHub's Markdown, tables first, examples folded away.
 */
final class ReportMarkdown {
  private static final int MAX_ROWS = 10;
  private static final int MAX_FLIPS = 20;

  private final StringBuilder out = new StringBuilder();
  private final ReplayReport report;

  private ReportMarkdown(ReplayReport report) {
    this.report = report;
  }

  static String of(ReplayReport report) {
    return new ReportMarkdown(report).text();
  }

  private String text() {
    line("### Replay of %s", code(report.candidate().label()));
    out.append('\n');
    PackName baseline = report.baseline();
    line(
        "%s against %s%s: **%s**.",
        Counted.of(report.events(), "event"),
        baseline == null ? "what was recorded" : code(baseline.label()),
        (report.prices() == null ? "" : " at prices of " + report.prices())
            + (report.partial() ? " (stopped before the end)" : ""),
        Counted.of(report.flipped(), "decision flips", "decisions flip"));
    out.append("\n| change | events |\n|---|---:|\n");
    for (Change change : Change.values()) {
      line("| %s | %,d |", change.word(), report.count(change));
    }
    out.append("\n| before \\ now |");
    ReportTable.VERDICTS.forEach(verdict -> out.append(' ').append(verdict).append(" |"));
    out.append("\n|---|---:|---:|---:|---:|\n");
    for (String before : ReportTable.VERDICTS) {
      out.append("| ").append(before).append(" |");
      for (String after : ReportTable.VERDICTS) {
        long count = report.transitions().getOrDefault(before + ">" + after, 0L);
        out.append(String.format(Locale.ROOT, " %,d |", count));
      }
      out.append('\n');
    }
    rules();
    groups("Policy", "policy");
    groups("Reason", "reason");
    notReplayable();
    flips();
    line("\nReport %s", code(ReportJson.digest(report)));
    return out.toString();
  }

  private void rules() {
    if (report.rules().isEmpty()) {
      return;
    }
    out.append("\n| events | rule before | rule now | written at |\n|---:|---|---|---|\n");
    for (RuleGroup group : report.rules().stream().limit(MAX_ROWS).toList()) {
      String places =
          String.join(
              "<br>",
              ReportTable.placed(group).stream().map(RuleRef::place).map(this::code).toList());
      line(
          "| %,d | %s | %s | %s |",
          group.events(),
          code(ReportTable.words(group.baseline())),
          code(ReportTable.words(group.candidate())),
          places);
    }
  }

  private void groups(String title, String dimension) {
    List<Group> changed =
        report.groups().getOrDefault(dimension, List.of()).stream()
            .filter(group -> ReportTable.flipped(group) > 0)
            .limit(MAX_ROWS)
            .toList();
    if (!changed.isEmpty()) {
      line("\n| %s | flips | of | |\n|---|---:|---:|---|", title);
      for (Group group : changed) {
        line(
            "| %s | %,d | %,d | %s |",
            code(group.name()),
            ReportTable.flipped(group),
            group.events(),
            ReportTable.changes(group));
      }
    }
  }

  private void notReplayable() {
    if (!report.notReplayable().isEmpty()) {
      out.append("\n| not replayable, needs | events |\n|---|---:|\n");
      for (Group group : report.notReplayable().stream().limit(MAX_ROWS).toList()) {
        line("| %s | %,d |", code(group.name().replace("`", "'")), group.events());
      }
    }
  }

  private void flips() {
    if (report.flips().isEmpty()) {
      return;
    }
    out.append("\n<details><summary>Examples</summary>\n\n");
    out.append("| event | change | before | now | text |\n|---|---|---|---|---|\n");
    for (Flip flip :
        Spread.over(report.flips(), MAX_FLIPS).stream()
            .sorted(java.util.Comparator.comparing(Flip::change))
            .toList()) {
      line(
          "| %s | %s | %s | %s | %s |",
          code(flip.id()),
          flip.change().word(),
          code(flip.baseline().words()),
          code(flip.candidate().words()),
          code(flip.excerpt()));
    }
    out.append("\n</details>\n");
  }

  /** Text of other people, so that nothing in it is markup, a mention or a new cell. */
  private String code(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String plain = FrameRenderer.safe(text).replace("`", "'").replace("|", "\\|");
    return "`" + plain.replace("\n", " ") + "`";
  }

  @SuppressWarnings("AnnotateFormatMethod") // Every format is written here.
  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
