package dev.keeptrail.language.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The difference of two texts in the unified form that {@code patch} reads, with three lines of
 * context. Shortest by Myers' algorithm as long as few lines differ; past a bound what lies between
 * the common beginning and the common end is shown as one change.
 */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final int MAX_EDITS = 1_000;
  private static final String NO_LINE_END = "\\ No newline at end of file\n";

  private final List<String> before;
  private final List<String> after;

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Empty for equal texts. */
  public static String of(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    var diff = new UnifiedDiff(lines(before), lines(after));
    return "--- a/" + name + "\n+++ b/" + name + "\n" + diff.hunks();
  }

  /** Lines with their ends. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  private String hunks() {
    List<Step> steps = steps();
    var out = new StringBuilder();
    int at = 0;
    while (at < steps.size()) {
      while (at < steps.size() && steps.get(at).kind() == ' ') {
        at++;
      }
      if (at < steps.size()) {
        int end = hunkEnd(steps, at);
        hunk(steps, Math.max(0, at - CONTEXT), end, out);
        at = end;
      }
    }
    return out.toString();
  }

  /**
   * Where a run of more than twice the context without a change begins, and the context is over.
   */
  private static int hunkEnd(List<Step> steps, int firstChange) {
    int last = firstChange;
    for (int i = firstChange; i < steps.size() && i - last <= 2 * CONTEXT; i++) {
      last = steps.get(i).kind() == ' ' ? last : i;
    }
    return Math.min(steps.size(), last + 1 + CONTEXT);
  }

  private static void hunk(List<Step> steps, int from, int to, StringBuilder out) {
    List<Step> shown = steps.subList(from, to);
    long removed = shown.stream().filter(step -> step.kind() != '+').count();
    long added = shown.stream().filter(step -> step.kind() != '-').count();
    Step first = shown.getFirst();
    out.append("@@ -").append(range(first.before(), removed));
    out.append(" +").append(range(first.after(), added)).append(" @@\n");
    for (Step step : shown) {
      out.append(step.kind()).append(step.line());
      if (!step.line().endsWith("\n")) {
        out.append('\n').append(NO_LINE_END);
      }
    }
  }

  private static String range(int start, long count) {
    return (count == 0 ? start : start + 1) + "," + count;
  }

  private List<Step> steps() {
    int start = 0;
    while (start < Math.min(before.size(), after.size())
        && before.get(start).equals(after.get(start))) {
      start++;
    }
    int beforeEnd = before.size();
    int afterEnd = after.size();
    while (beforeEnd > start
        && afterEnd > start
        && before.get(beforeEnd - 1).equals(after.get(afterEnd - 1))) {
      beforeEnd--;
      afterEnd--;
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < start; i++) {
      steps.add(new Step(' ', before.get(i), i, i));
    }
    middle(start, beforeEnd, afterEnd, steps);
    for (int i = beforeEnd, j = afterEnd; i < before.size(); i++, j++) {
      steps.add(new Step(' ', before.get(i), i, j));
    }
    return steps;
  }

  private void middle(int start, int beforeEnd, int afterEnd, List<Step> steps) {
    int i = start;
    int j = start;
    for (Boolean removal : script(start, beforeEnd, afterEnd)) {
      while (i < beforeEnd && j < afterEnd && before.get(i).equals(after.get(j))) {
        steps.add(new Step(' ', before.get(i), i++, j++));
      }
      if (removal) {
        steps.add(new Step('-', before.get(i), i++, j));
      } else {
        steps.add(new Step('+', after.get(j), i, j++));
      }
    }
    while (i < beforeEnd) {
      steps.add(new Step(' ', before.get(i), i++, j++));
    }
  }

  /** Removals (true) and insertions, in order; equal lines between them are taken as they come. */
  private List<Boolean> script(int start, int beforeEnd, int afterEnd) {
    int rows = beforeEnd - start;
    int columns = afterEnd - start;
    int most = Math.min(MAX_EDITS, rows + columns);
    int[] furthest = new int[2 * most + 3];
    List<int[]> history = new ArrayList<>();
    for (int edits = 0; edits <= most; edits++) {
      history.add(furthest.clone());
      for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
        int x = reached(furthest, most + 1, diagonal, edits);
        while (x < rows
            && x - diagonal < columns
            && before.get(start + x).equals(after.get(start + x - diagonal))) {
          x++;
        }
        furthest[most + 1 + diagonal] = x;
        if (x >= rows && x - diagonal >= columns) {
          return backwards(history, most + 1, rows, columns);
        }
      }
    }
    List<Boolean> all = new ArrayList<>(Collections.nCopies(rows, true));
    all.addAll(Collections.nCopies(columns, false));
    return all;
  }

  private static int reached(int[] furthest, int middle, int diagonal, int edits) {
    boolean down =
        diagonal == -edits
            || (diagonal != edits
                && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
    return down ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1;
  }

  private static List<Boolean> backwards(List<int[]> history, int middle, int rows, int columns) {
    List<Boolean> script = new ArrayList<>();
    int diagonal = rows - columns;
    for (int edits = history.size() - 1; edits > 0; edits--) {
      int[] furthest = history.get(edits);
      boolean down =
          diagonal == -edits
              || (diagonal != edits
                  && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);
      script.add(!down);
      diagonal += down ? 1 : -1;
    }
    return script.reversed();
  }

  /**
   * One line.
   *
   * @param kind blank, minus or plus
   * @param before how many lines of the old text come before it
   * @param after how many lines of the new text come before it
   */
  private record Step(char kind, String line, int before, int after) {}
}
