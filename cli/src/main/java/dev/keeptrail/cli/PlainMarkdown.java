package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What our own pages use of Markdown, as text for a terminal: paragraphs are filled, links lose
 * their address, and a table becomes a list of its first column with the rest beside or below it.
 */
final class PlainMarkdown {
  private static final String FENCE = "```";
  private static final String INDENT = "  ";
  private static final int BELOW = 6;

  /** Wider first columns have what they mean below them. */
  private static final int WIDEST_BESIDE = 12;

  private final int width;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder paragraph = new StringBuilder();
  private final List<List<String>> table = new ArrayList<>();

  private PlainMarkdown(int width) {
    this.width = width;
  }

  /** Lines of at most that width, but for words and commands that are longer. */
  static List<String> of(List<String> markdown, int width) {
    var page = new PlainMarkdown(width);
    boolean fenced = false;
    for (String line : markdown) {
      if (line.startsWith(FENCE)) {
        page.endBlock();
        fenced = !fenced;
      } else if (fenced) {
        page.lines.add((INDENT + line).stripTrailing());
      } else {
        page.add(line);
      }
    }
    page.endBlock();
    return page.trimmed();
  }

  private void add(String line) {
    if (line.isBlank()) {
      endBlock();
    } else if (line.startsWith("|")) {
      table.add(cells(line));
    } else {
      paragraph.append(paragraph.isEmpty() ? "" : " ").append(withoutLinks(line.strip()));
    }
  }

  /** Blocks have one empty line between them. */
  private void endBlock() {
    if (!paragraph.isEmpty()) {
      lines.addAll(WrappedText.of(paragraph.toString(), width));
      paragraph.setLength(0);
    }
    if (!table.isEmpty()) {
      // The first two are titles and the line below them.
      addTable(table.subList(Math.min(2, table.size()), table.size()));
      table.clear();
    }
    if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
      lines.add("");
    }
  }

  private void addTable(List<List<String>> rows) {
    int widest =
        rows.stream().mapToInt(row -> row.getFirst().replace("`", "").length()).max().orElse(0);
    int column = INDENT.length() + widest + INDENT.length();
    for (List<String> row : rows) {
      String name = row.getFirst().replace("`", "");
      String meaning = String.join(". ", row.subList(1, row.size()));
      if (widest <= WIDEST_BESIDE) {
        String first = INDENT + name + " ".repeat(column - INDENT.length() - name.length());
        for (String line : WrappedText.of(meaning, width - column)) {
          lines.add((first + line).stripTrailing());
          first = " ".repeat(column);
        }
      } else {
        WrappedText.of(name, width - INDENT.length()).forEach(line -> lines.add(INDENT + line));
        lines.addAll(WrappedText.indented(meaning, BELOW, width));
      }
    }
  }

  private static List<String> cells(String row) {
    String inner = row.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
        .map(cell -> withoutLinks(cell.strip().replace("\\|", "|")))
        .toList();
  }

  private static String withoutLinks(String text) {
    return text.replaceAll("\\[([^\\]]*)\\]\\([^)\\s]*\\)", "$1").replace("**", "");
  }

  private List<String> trimmed() {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isEmpty()) {
      end--;
    }
    return List.copyOf(lines.subList(0, end));
  }
}
