package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;

/**
 * Two texts as a unified diff. What the texts have in common at their start and end is found first;
 * of what is between, a shortest edit, or past a bound one block for another.
 */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final int MAX_CELLS = 4_000_000;

  private final List<String> before;
  private final List<String> after;

  /** The edit, line by line: each with its sign in front. */
  private final List<String> edit = new ArrayList<>();

  private UnifiedDiff(String before, String after) {
    this.before = before.lines().toList();
    this.after = after.lines().toList();
  }

  /** The diff with its two head lines; empty when the lines are the same. */
  public static String of(String name, String before, String after) {
    UnifiedDiff diff = new UnifiedDiff(before, after);
    diff.compare();
    String hunks = diff.hunks();
    return hunks.isEmpty() ? "" : "--- " + name + "\n+++ " + name + " (formatted)\n" + hunks;
  }

  private void compare() {
    int start = 0;
    int most = Math.min(before.size(), after.size());
    while (start < most && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < most - start && fromEnd(before, end).equals(fromEnd(after, end))) {
      end++;
    }
    add(" ", before.subList(0, start));
    between(before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    add(" ", before.subList(before.size() - end, before.size()));
  }

  private static String fromEnd(List<String> lines, int index) {
    return lines.get(lines.size() - 1 - index);
  }

  private void between(List<String> old, List<String> young) {
    if ((long) old.size() * young.size() > MAX_CELLS) {
      add("-", old);
      add("+", young);
      return;
    }
    int[][] common = commonFrom(old, young);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < young.size()) {
      if (i < old.size() && j < young.size() && old.get(i).equals(young.get(j))) {
        edit.add(" " + old.get(i));
        i++;
        j++;
      } else if (j == young.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        edit.add("-" + old.get(i++));
      } else {
        edit.add("+" + young.get(j++));
      }
    }
  }

  /** How many lines the rests of both have in common, by where the rests start. */
  private static int[][] commonFrom(List<String> old, List<String> young) {
    int[][] common = new int[old.size() + 1][young.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = young.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(young.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private void add(String sign, List<String> lines) {
    lines.forEach(line -> edit.add(sign + line));
  }

  private String hunks() {
    StringBuilder hunks = new StringBuilder();
    int at = 0;
    while (at < edit.size()) {
      if (isKept(at)) {
        at++;
        continue;
      }
      int start = Math.max(0, at - CONTEXT);
      int end = hunkEnd(at);
      hunk(start, end, hunks);
      at = end;
    }
    return hunks.toString();
  }

  /** The end of the hunk that holds this change: past it nothing changes for a while. */
  private int hunkEnd(int from) {
    int last = from;
    for (int i = from; i < edit.size() && i - last <= 2 * CONTEXT; i++) {
      last = isKept(i) ? last : i;
    }
    return Math.min(edit.size(), last + 1 + CONTEXT);
  }

  private void hunk(int start, int end, StringBuilder hunks) {
    List<String> lines = edit.subList(start, end);
    List<String> earlier = edit.subList(0, start);
    hunks
        .append("@@ -")
        .append(range(earlier, lines, '+'))
        .append(" +")
        .append(range(earlier, lines, '-'))
        .append(" @@\n");
    lines.forEach(line -> hunks.append(line).append('\n'));
  }

  private static String range(List<String> earlier, List<String> lines, char other) {
    long size = lines.stream().filter(line -> line.charAt(0) != other).count();
    long start = earlier.stream().filter(line -> line.charAt(0) != other).count();
    return (size == 0 ? start : start + 1) + "," + size;
  }

  private boolean isKept(int index) {
    return edit.get(index).charAt(0) == ' ';
  }
}
