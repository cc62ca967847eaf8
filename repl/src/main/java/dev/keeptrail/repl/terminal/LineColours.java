package dev.keeptrail.repl.terminal;

import dev.keeptrail.repl.session.ShellLine;
import java.util.List;
import java.util.Set;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours the line that is being typed: known commands, options, places and quotes. */
final class LineColours implements Highlighter {
  private static final AttributedStyle COMMAND = AttributedStyle.BOLD;
  private static final AttributedStyle UNKNOWN =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
  private static final AttributedStyle OPTION =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
  private static final AttributedStyle PLACE =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle QUOTED =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);

  private final Set<String> commands;

  LineColours(Set<String> commands) {
    this.commands = Set.copyOf(commands);
  }

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    List<ShellLine.Word> words = ShellLine.parse(line).words();
    var shown = new AttributedStringBuilder();
    int at = 0;
    for (int i = 0; i < words.size(); i++) {
      ShellLine.Word word = words.get(i);
      shown.append(line.substring(at, word.start()));
      String typed = line.substring(word.start(), word.end());
      shown.styled(style(typed, word.text(), i == 0, words.size() > 1), typed);
      at = word.end();
    }
    return shown.append(line.substring(at)).toAttributedString();
  }

  private AttributedStyle style(String typed, String word, boolean first, boolean finished) {
    if (first) {
      boolean begun = commands.stream().anyMatch(command -> command.startsWith(word));
      return commands.contains(word)
          ? COMMAND
          : begun && !finished ? AttributedStyle.DEFAULT : UNKNOWN;
    }
    if (typed.startsWith("--")) {
      return OPTION;
    }
    if (typed.startsWith("\"")) {
      return QUOTED;
    }
    return typed.startsWith("/") ? PLACE : AttributedStyle.DEFAULT;
  }
}
