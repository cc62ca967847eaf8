package dev.keeptrail.repl.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.NonBlockingReader;

/**
 * Shows long texts a screen at a time: space goes on, Enter by a line, q ends. Any other key begins
 * the next line, and the page with it ends; what was typed before there was a page is not for it.
 */
final class Page {
  private static final String MORE = "-- more: space, Enter or q --";
  private static final String ERASE = "\r\u001b[K";
  private static final int ESCAPE = 27;
  private static final int END = -1;

  /** The rest of a key that is more than one sign is there at once. */
  private static final long AT_ONCE = 20;

  private final Terminal terminal;
  private final Consumer<String> next;

  /**
   * @param next takes what is typed for the next line
   */
  Page(Terminal terminal, Consumer<String> next) {
    this.terminal = terminal;
    this.next = next;
  }

  void show(String text) throws IOException {
    List<String> lines = text.lines().toList();
    PrintWriter out = terminal.writer();
    int room = screen();
    for (String line : lines) {
      int rows = rows(line);
      if (rows > room) {
        int more = ask();
        if (more == 0) {
          return;
        }
        room = Math.max(more, rows);
      }
      out.println(line);
      room -= rows;
    }
    out.flush();
  }

  /** How many rows fit beside the prompt; no bound where the terminal does not say. */
  private int screen() {
    int height = terminal.getSize().getRows();
    return height < 3 ? Integer.MAX_VALUE : height - 1;
  }

  private int rows(String line) {
    int width = terminal.getSize().getColumns();
    int columns = AttributedString.fromAnsi(line).columnLength();
    return width < 1 ? 1 : Math.max(1, (columns + width - 1) / width);
  }

  /** How many rows the user wants to see; 0 for no more. */
  private int ask() throws IOException {
    PrintWriter out = terminal.writer();
    Attributes before = terminal.enterRawMode();
    try {
      if (isTypedAhead()) {
        return Integer.MAX_VALUE;
      }
      out.print(MORE);
      out.flush();
      while (true) {
        int key = terminal.reader().read();
        switch (key) {
          case ' ', 'f' -> {
            return screen();
          }
          case '\r', '\n', 'j' -> {
            return 1;
          }
          case 'q', 'Q', 3, 4, -1 -> {
            return 0;
          }
          case ESCAPE -> skipRest();
          default -> {
            if (key >= ' ') {
              next.accept(Character.toString(key));
              return 0;
            }
          }
        }
      }
    } finally {
      terminal.setAttributes(before);
      out.print(ERASE);
      out.flush();
    }
  }

  /** Whether the next line has begun already: it stays where it is. */
  private boolean isTypedAhead() throws IOException {
    int waiting = terminal.reader().peek(1);
    return waiting > ' ' && "fjqQ".indexOf(waiting) < 0;
  }

  /** An arrow and the like: an escape sign, a bracket or an O, and signs up to a letter or `~`. */
  private void skipRest() throws IOException {
    NonBlockingReader keys = terminal.reader();
    if (keys.peek(AT_ONCE) != '[' && keys.peek(AT_ONCE) != 'O') {
      return;
    }
    keys.read();
    int key;
    do {
      key = keys.peek(AT_ONCE) < 0 ? END : keys.read();
    } while (key != END && (key < '@' || key > '~'));
  }
}
