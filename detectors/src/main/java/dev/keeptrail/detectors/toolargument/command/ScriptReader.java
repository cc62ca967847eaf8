package dev.keeptrail.detectors.toolargument.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a command line or a script as a shell does, in one pass: quotes are taken off, commands are
 * told apart, what stands in {@code $(...)}, backticks and brackets is read as commands of its own
 * and kept as a word. Reads on where a shell would complain. One use, one thread.
 */
final class ScriptReader {
  private static final int MAX_NESTING = 8;

  private final CharSequence text;
  private final List<Pipeline> pipelines = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private Frame frame;
  private int at;

  private ScriptReader(CharSequence text) {
    this.text = text;
    this.frame = new Frame(text, '\0', 0);
  }

  static List<Pipeline> read(CharSequence text) {
    var reader = new ScriptReader(text);
    while (reader.at < text.length()) {
      reader.step();
    }
    while (!reader.frames.isEmpty()) {
      reader.close();
    }
    reader.endPipeline();
    return reader.pipelines;
  }

  private char look(int ahead) {
    int index = at + ahead;
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private void step() {
    char c = look(0);
    if (frame.quote() == '\'') {
      quoted(c);
    } else if (frame.quote() == '"') {
      doubleQuoted(c);
    } else {
      plain(c);
    }
  }

  private void quoted(char c) {
    at++;
    if (c == '\'') {
      frame.setQuote('\0');
    } else {
      frame.append(c);
    }
  }

  private void doubleQuoted(char c) {
    if (c == '"') {
      frame.setQuote('\0');
      at++;
    } else if (c == '\\' && "\"\\$`".indexOf(look(1)) >= 0) {
      frame.append(look(1));
      at += 2;
    } else if (c == '$' && look(1) == '(') {
      open(')', 2);
    } else if (c == '`') {
      backtick();
    } else {
      frame.append(c);
      at++;
    }
  }

  private void plain(char c) {
    switch (c) {
      case '\'', '"' -> {
        frame.setQuote(c);
        at++;
      }
      case '\\' -> {
        if (look(1) != '\n' && look(1) != '\0') {
          frame.append(look(1));
        }
        at += 2;
      }
      case ' ', '\t', '\r' -> {
        frame.endWord();
        at++;
      }
      case '\n' -> newline();
      case ';' -> separate(1);
      case '&' -> ampersand();
      case '|' -> pipe();
      case '(' -> bracket();
      case ')' -> {
        if (frame.closer() == ')') {
          close();
        }
        at++;
      }
      case '<', '>' -> redirect(c);
      case '`' -> backtick();
      case '$' -> dollar();
      case '#' -> comment();
      default -> {
        frame.append(c);
        at++;
      }
    }
  }

  private void newline() {
    at++;
    at = frame.readDocuments(at);
    endPipeline();
    frame.begin(at);
  }

  private void separate(int length) {
    endPipeline();
    at += length;
    frame.begin(at);
  }

  private void ampersand() {
    if (look(1) == '>') {
      at++;
    } else {
      separate(look(1) == '&' ? 2 : 1);
    }
  }

  private void pipe() {
    if (look(1) == '|') {
      separate(2);
    } else {
      frame.endCommand(at);
      at += look(1) == '&' ? 2 : 1;
      frame.begin(at);
    }
  }

  private void bracket() {
    if (look(1) == ')') {
      frame.append('(');
      frame.append(')');
      at += 2;
    } else {
      open(')', 1);
    }
  }

  private void redirect(char c) {
    if (look(1) == '(') {
      open(')', 2);
    } else if (c == '<' && look(1) == '<' && look(2) == '<') {
      frame.redirect('=');
      at += 3;
    } else if (c == '<' && look(1) == '<') {
      frame.redirect('!');
      at += look(2) == '-' ? 3 : 2;
    } else {
      boolean copies = look(1) == '&' && (Character.isDigit(look(2)) || look(2) == '-');
      boolean more = ">&|".indexOf(look(1)) >= 0 && look(1) != '\0';
      boolean both = c == '<' && look(1) == '>';
      at += copies ? 3 : more || both ? 2 : 1;
      if (!copies) {
        frame.redirect(both ? '>' : c);
      } else {
        frame.dropNumber();
      }
    }
  }

  private void dollar() {
    char next = look(1);
    if (next == '(') {
      open(')', 2);
    } else if (next == '\'' || next == '"') {
      at++;
    } else if (text.subSequence(at, Math.min(at + 6, text.length())).toString().equals("${ifs}")) {
      frame.endWord();
      at += 6;
    } else if (next != '\0' && "@*!?-".indexOf(next) >= 0 && frame.inWord()) {
      // Nothing, which is what it stands for in a name: c$@at.
      at += 2;
    } else {
      frame.append('$');
      at++;
    }
  }

  private void comment() {
    if (frame.inWord()) {
      frame.append('#');
      at++;
      return;
    }
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void backtick() {
    if (frame.closer() == '`') {
      close();
      at++;
    } else {
      open('`', 1);
    }
  }

  private void open(char closer, int length) {
    if (frames.size() >= MAX_NESTING) {
      frame.append(look(0));
      at++;
      return;
    }
    frames.push(frame);
    frame = new Frame(text, closer, at);
    at += length;
    frame.begin(at);
  }

  /** Ends what was opened; it becomes part of a word as it stands. */
  private void close() {
    endPipeline();
    Frame inner = frame;
    frame = frames.pop();
    frame.append(text, inner.opened(), Math.min(at + 1, text.length()));
  }

  private void endPipeline() {
    frame.endCommand(at);
    List<Command> commands = frame.take();
    if (!commands.isEmpty()) {
      pipelines.add(new Pipeline(commands));
    }
  }
}
