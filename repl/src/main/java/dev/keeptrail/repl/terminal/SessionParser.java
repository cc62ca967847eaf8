package dev.keeptrail.repl.terminal;

import dev.keeptrail.repl.session.ShellLine;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Takes lines apart as the session does, and asks for more where a line is not finished. */
final class SessionParser implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && ShellLine.wantsMore(line)) {
      throw new EOFError(-1, -1, "the line goes on");
    }
    String begun = line.substring(0, cursor);
    List<ShellLine.Word> words = ShellLine.parse(begun).words();
    boolean inWord = !words.isEmpty() && words.getLast().end() == begun.length();
    String word = inWord ? begun.substring(words.getLast().start()) : "";
    return new Parsed(line, cursor, word, words.stream().map(ShellLine.Word::text).toList());
  }

  /**
   * A line up to the cursor.
   *
   * @param word the one at the cursor as it was typed
   */
  private record Parsed(String line, int cursor, String word, List<String> words)
      implements CompletingParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return Math.max(0, words.size() - 1);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
