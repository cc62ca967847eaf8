package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.explain.Explanation.RuleStory;
import dev.keeptrail.engine.explain.StoryText;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome.Difference;
import dev.keeptrail.engine.packtest.Comparison;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.SourceFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why one test failed: expected and got side by side, and what the decisive conditions saw. */
final class FailureText {
  private static final int WIDTH = 34;
  private static final int MAX_STORIES = 5;
  private static final int MAX_LINE = 300;

  private final boolean colour;

  FailureText(boolean colour) {
    this.colour = colour;
  }

  String of(TestResult failed) {
    CaseResult result = failed.result();
    var text = new StringBuilder();
    table(result, text);
    result.comparisons().stream()
        .filter(comparison -> !comparison.holds())
        .findFirst()
        .ifPresent(comparison -> {
          text.append("  expected at ").append(SourceFrame.place(comparison.span())).append('\n');
          text.append(SourceFrame.of(comparison.span(), "    ", colour));
        });
    result.golden().stream()
        .filter(golden -> !golden.holds())
        .forEach(golden -> golden(golden, text));
    if (result.comparisons().stream().anyMatch(comparison -> !comparison.holds())) {
      stories(failed.explanations(), text);
    }
    return text.toString();
  }

  private static void golden(GoldenOutcome golden, StringBuilder text) {
    text.append("  ").append(FrameRenderer.safe(golden.file())).append(' ');
    text.append(golden.state().words());
    Difference difference = golden.difference();
    if (difference != null) {
      text.append(", first in line ").append(difference.line());
      text.append("; `--golden --update` approves it\n");
      text.append("    - ").append(cut(difference.approved())).append('\n');
      text.append("    + ").append(cut(difference.received()));
    }
    text.append('\n');
  }

  private static String cut(String line) {
    return FrameRenderer.safe(line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line);
  }

  private void table(CaseResult result, StringBuilder text) {
    if (result.comparisons().isEmpty()) {
      return;
    }
    text.append(
        String.format(Locale.ROOT, "    %-12s %-" + WIDTH + "s %s%n", "", "expected", "got"));
    for (Comparison comparison : result.comparisons()) {
      row(comparison, text);
    }
  }

  private static void row(Comparison comparison, StringBuilder text) {
    List<String> expected = lines(comparison.expected());
    List<String> got = lines(comparison.got());
    for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
      String mark = i == 0 && !comparison.holds() ? "  ✗ " : "    ";
      String line =
          String.format(
              Locale.ROOT,
              "%s%-12s %-" + WIDTH + "s %s",
              mark,
              i == 0 ? comparison.part() : "",
              i < expected.size() ? expected.get(i) : "",
              i < got.size() ? got.get(i) : "");
      text.append(line.stripTrailing()).append('\n');
    }
  }

  /** Long texts go on below, so that the two columns stay side by side. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String safe = FrameRenderer.safe(line);
      int from = 0;
      while (safe.length() - from > WIDTH) {
        int end = from + WIDTH;
        int space = safe.lastIndexOf(' ', end);
        int cut = space > from ? space : end;
        lines.add(safe.substring(from, cut));
        from = space > from ? cut + 1 : cut;
      }
      lines.add(safe.substring(from));
    }
    return lines;
  }

  private void stories(List<Explanation> explanations, StringBuilder text) {
    var stories = new StoryText("  ", colour);
    List<RuleStory> told = new ArrayList<>();
    for (Explanation explanation : explanations) {
      String decisive = explanation.decision().decisivePolicy();
      explanation.fired().filter(rule -> rule.policy().equals(decisive)).forEach(told::add);
    }
    explanations.forEach(explanation -> told.addAll(explanation.nearMisses()));
    told.stream().limit(MAX_STORIES).forEach(rule -> text.append(stories.of(rule)));
    if (told.size() > MAX_STORIES) {
      text.append("  and ").append(told.size() - MAX_STORIES);
      text.append(" more rules; `kt policy explain` shows all of them\n");
    }
  }
}
