package dev.keeptrail.repl.report;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.report.ReplayReport.Group;
import dev.keeptrail.repl.report.ReplayReport.PackName;
import dev.keeptrail.repl.report.ReplayReport.RuleGroup;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report for a terminal. Nothing in it can drive one. */
final class ReportTable {
  static final List<String> VERDICTS = List.of("allow", "redact", "escalate", "block");
  private static final int MAX_ROWS = 10;
  private static final int MAX_FLIPS = 10;

  /** Of names of groups; longer ones make room for themselves. */
  private static final int NAME_WIDTH = 40;

  /** A name that is longer, which callers may choose, only moves its own line. */
  private static final int MOST_ALIGNED = 64;

  private final StringBuilder out = new StringBuilder();
  private final ReplayReport report;

  private ReportTable(ReplayReport report) {
    this.report = report;
  }

  static String of(ReplayReport report) {
    return new ReportTable(report).text();
  }

  private String text() {
    line("candidate  %s  %s", report.candidate().label(), report.candidate().digest());
    PackName baseline = report.baseline();
    line(
        "against    %s",
        baseline == null ? "what was recorded" : baseline.label() + "  " + baseline.digest());
    line("events     %,d%s", report.events(), report.partial() ? "  (stopped before the end)" : "");
    out.append('\n');
    for (Change change : Change.values()) {
      line("%-15s %,10d  %s", change.word(), report.count(change), share(report.count(change)));
    }
    transitions();
    totals();
    groups("by policy", "policy");
    groups("by reason", "reason");
    groups("by model", "model");
    groups("by user", "user");
    rules();
    notReplayable();
    flips();
    out.append('\n');
    line("report     %s", ReportJson.digest(report));
    return out.toString();
  }

  private void transitions() {
    out.append("\nverdicts (rows: before, columns: with the candidate)\n");
    var head = new StringBuilder(" ".repeat(10));
    VERDICTS.forEach(verdict -> head.append("%10s".formatted(verdict)));
    line("%s", head);
    for (String before : VERDICTS) {
      var row = new StringBuilder("%-10s".formatted(before));
      for (String after : VERDICTS) {
        row.append("%,10d".formatted(report.transitions().getOrDefault(before + ">" + after, 0L)));
      }
      line("%s", row);
    }
  }

  private void totals() {
    ReplayReport.Totals totals = report.totals();
    out.append('\n');
    String prices = report.prices();
    line(
        "recorded cost%s %.6f USD, of which %.6f USD would not have been spent",
        prices == null ? "" : " at prices of " + prices, totals.recordedUsd(), totals.savedUsd());
    if (totals.newlyAsked() > 0) {
      line("%,d more requests would have gone to a provider", totals.newlyAsked());
    }
    if (totals.openEnds() > 0) {
      line("%,d decisions have later phases that were not recorded", totals.openEnds());
    }
    if (totals.faults() > 0) {
      line("%,d decisions of the candidate had failures", totals.faults());
    }
  }

  private void groups(String title, String dimension) {
    List<Group> changed =
        report.groups().getOrDefault(dimension, List.of()).stream()
            .filter(group -> group.changes().keySet().stream().anyMatch(Change::isFlip))
            .limit(MAX_ROWS)
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    out.append('\n').append(title).append('\n');
    int width =
        changed.stream()
            .mapToInt(group -> safe(group.name()).length())
            .filter(length -> length <= MOST_ALIGNED)
            .max()
            .orElse(0);
    for (Group group : changed) {
      line(
          "  %-" + Math.max(NAME_WIDTH, width) + "s %,8d of %,d  %s",
          safe(group.name()),
          flipped(group),
          group.events(),
          changes(group));
    }
  }

  private void rules() {
    if (report.rules().isEmpty()) {
      return;
    }
    out.append("\nwhere the traces part\n");
    for (RuleGroup group : report.rules().stream().limit(MAX_ROWS).toList()) {
      line("  %,8d  before: %s", group.events(), words(group.baseline()));
      line("            now:    %s", words(group.candidate()));
      for (RuleRef rule : placed(group)) {
        line("            %s: %s", safe(rule.place()), rule.line());
      }
    }
  }

  static List<RuleRef> placed(RuleGroup group) {
    return java.util.stream.Stream.of(group.baseline(), group.candidate())
        .filter(java.util.Objects::nonNull)
        .filter(rule -> !rule.place().isEmpty())
        .distinct()
        .toList();
  }

  private void notReplayable() {
    if (report.notReplayable().isEmpty()) {
      return;
    }
    out.append("\nnot replayable, needs\n");
    for (Group group : report.notReplayable().stream().limit(MAX_ROWS).toList()) {
      line("  %,8d  %s", group.events(), safe(group.name()));
      if (group.name().equals(ReplayCase.NOTHING_CAPTURED)) {
        line(
            "            `capture: redacted` in the pack that is served keeps what a replay needs");
      }
    }
    if (report.notReplayable().stream()
        .anyMatch(group -> group.name().endsWith(ReplayCase.PLACEHOLDERS))) {
      line(
          "            `capture: full`, or `kt capture import --mode full`, keeps the texts as they"
              + " were");
    }
  }

  private void flips() {
    if (report.flips().isEmpty()) {
      return;
    }
    out.append("\nexamples\n");
    for (Change change : Change.values()) {
      List<Flip> changed = report.flips().stream().filter(flip -> flip.change() == change).toList();
      Spread.over(changed, MAX_FLIPS).forEach(this::flip);
    }
  }

  private void flip(Flip flip) {
    line("  %-11s %s", flip.change().word(), safe(flip.id()));
    line("    before  %s", safe(flip.baseline().words()));
    line("    now     %s%s", safe(flip.candidate().words()), flip.openEnd() ? ", so far" : "");
    flip.edits().forEach(edit -> line("            %s", safe(edit)));
    if (!flip.excerpt().isEmpty()) {
      line("    text    %s", flip.excerpt());
    }
  }

  static String words(@Nullable RuleRef rule) {
    return rule == null ? "no further rule" : safe(rule.name()) + " (" + rule.effect() + ")";
  }

  static String changes(Group group) {
    var words = new java.util.StringJoiner(", ");
    group
        .changes()
        .forEach((change, count) -> {
          if (change.isFlip()) {
            words.add("%,d %s".formatted(count, change.word()));
          }
        });
    return words.toString();
  }

  static long flipped(Group group) {
    return group.changes().entrySet().stream()
        .filter(entry -> entry.getKey().isFlip())
        .mapToLong(java.util.Map.Entry::getValue)
        .sum();
  }

  private String share(long count) {
    return report.events() == 0
        ? ""
        : String.format(Locale.ROOT, "%6.2f %%", 100.0 * count / report.events());
  }

  private static String safe(String text) {
    return FrameRenderer.safe(text);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Every format is written here.
  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
