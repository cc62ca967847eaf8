package dev.keeptrail.engine.mutation;

import dev.keeptrail.engine.mutation.MutationReport.Fate;
import dev.keeptrail.engine.mutation.MutationReport.Result;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.SourceFrame;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report for people: the score, and every change that no test notices, where it is written. */
public final class MutationText {
  private MutationText() {}

  /**
   * Renders it.
   *
   * @param pack name and version
   */
  public static String of(MutationReport report, String pack, boolean colour) {
    var text = new StringBuilder();
    line(
        text,
        String.format(
            Locale.ROOT,
            "Mutation score of %s: %.1f %% (%d of %s caught by %s)",
            pack,
            report.score(),
            report.count(Fate.CAUGHT),
            Counted.of(report.count(Fate.CAUGHT) + report.count(Fate.SURVIVED), "change"),
            Counted.of(report.tests(), "test")));
    operators(report, text);
    if (report.count(Fate.IMPOSSIBLE) > 0) {
      line(text, report.count(Fate.IMPOSSIBLE) + " more would be no packs");
    }
    if (report.leftOut() > 0) {
      line(
          text,
          report.leftOut()
              + " more were not tried: --max-changes and --time-limit say how many are");
    }
    if (!report.survivors().isEmpty()) {
      text.append("\nNo test notices:\n");
      report.survivors().forEach(mutant -> survivor(mutant, colour, text));
    }
    text.append('\n');
    line(text, closing(report));
    return text.toString();
  }

  /** What was done and what is to be done about it. */
  private static String closing(MutationReport report) {
    long tried = report.count(Fate.CAUGHT) + report.count(Fate.SURVIVED);
    int unnoticed = report.survivors().size();
    if (tried == 0) {
      return "no change could be tried";
    }
    String all = Counted.of(tried, "change");
    if (unnoticed == 0) {
      return all + " tried: the tests notice each";
    }
    return "%s tried, %d not noticed: write a test that fails with the change, or leave out what decides nothing"
        .formatted(all, unnoticed);
  }

  private static void operators(MutationReport report, StringBuilder text) {
    Map<String, long[]> counts = new TreeMap<>();
    for (Result result : report.results()) {
      if (result.fate() != Fate.IMPOSSIBLE) {
        long[] count = counts.computeIfAbsent(result.mutant().operator(), _ -> new long[2]);
        count[result.fate() == Fate.CAUGHT ? 0 : 1]++;
      }
    }
    counts.forEach((operator, count) ->
        line(
            text,
            String.format(
                Locale.ROOT, "  %-12s %d of %d", operator, count[0], count[0] + count[1])));
  }

  private static void survivor(Mutant mutant, boolean colour, StringBuilder text) {
    String words = FrameRenderer.safe(mutant.where()) + ": " + FrameRenderer.safe(mutant.words());
    line(text, "  " + mutant.operator() + " in " + words);
    if (mutant.span() != null) {
      line(text, "    " + SourceFrame.place(mutant.span()));
      text.append(SourceFrame.of(mutant.span(), "    ", colour));
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
