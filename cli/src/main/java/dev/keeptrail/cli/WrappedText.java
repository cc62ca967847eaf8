package dev.keeptrail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of help that fit a width. A word that is longer than that has a line of its own. */
final class WrappedText {
  private static final Pattern INDENTED = Pattern.compile("( +)(\\S.*)");

  /** A word or a command, and behind a gap what it means. */
  private static final Pattern EXPLAINED = Pattern.compile("( +)(\\S.*?)(?: {2,})(\\S.*)");

  /** What stands over commands. */
  private static final Set<String> COMMANDS = Set.of("Examples:", "Start here:");

  private static final int DEEPER = 4;

  private WrappedText() {}

  /** The words of a text on lines of at most that width. */
  static List<String> of(String text, int width) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The same, each line so far from the left. */
  static List<String> indented(String text, int indent, int width) {
    return of(text, width - indent).stream().map(line -> " ".repeat(indent) + line).toList();
  }

  /**
   * Text that was written for a wide terminal: lines of a paragraph run on, those that begin with
   * blanks stand for themselves, and commands stay such that can be copied.
   */
  static List<String> rewrapped(List<String> written, int width) {
    List<String> lines = new ArrayList<>();
    var paragraph = new StringBuilder();
    boolean commands = false;
    for (String line : written) {
      commands = !line.isEmpty() && (commands || COMMANDS.contains(line));
      if (line.isEmpty() || line.startsWith(" ")) {
        end(paragraph, width, lines);
        lines.addAll(line.isEmpty() ? List.of("") : item(line, commands, width));
      } else {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
      }
    }
    end(paragraph, width, lines);
    return lines;
  }

  private static void end(StringBuilder paragraph, int width, List<String> lines) {
    if (!paragraph.isEmpty()) {
      lines.addAll(of(paragraph.toString(), width));
      paragraph.setLength(0);
    }
  }

  private static List<String> item(String line, boolean command, int width) {
    if (line.length() <= width) {
      return List.of(line);
    }
    Matcher explained = EXPLAINED.matcher(line);
    if (explained.matches()) {
      return explained(
          explained.group(1).length(),
          new Explained(explained.group(2), explained.start(3), explained.group(3)),
          command,
          width);
    }
    Matcher indented = INDENTED.matcher(line);
    return indented.matches()
        ? hanging(indented.group(1).length(), indented.group(2), command, width)
        : List.of(line);
  }

  private record Explained(String word, int column, String meaning) {}

  /** The meaning in a column beside the word, or below it where a column would be too narrow. */
  private static List<String> explained(int indent, Explained item, boolean command, int width) {
    List<String> lines = new ArrayList<>();
    if (item.column() > width / 3) {
      lines.addAll(hanging(indent, item.word(), command, width));
      lines.addAll(indented(item.meaning(), indent + DEEPER, width));
      return lines;
    }
    String first = " ".repeat(indent) + item.word();
    for (String line : indented(item.meaning(), item.column(), width)) {
      lines.add(lines.isEmpty() ? first + line.substring(first.length()) : line);
    }
    return lines;
  }

  private static List<String> hanging(int indent, String text, boolean command, int width) {
    String goesOn = command ? " \\" : "";
    List<String> wrapped = of(text, width - indent - DEEPER - goesOn.length());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < wrapped.size(); i++) {
      String end = i < wrapped.size() - 1 ? goesOn : "";
      lines.add(" ".repeat(i == 0 ? indent : indent + DEEPER) + wrapped.get(i) + end);
    }
    return lines;
  }
}
