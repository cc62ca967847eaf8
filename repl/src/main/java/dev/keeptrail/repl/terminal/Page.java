package dev.keeptrail.repl.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/** Shows long texts a screen at a time: space goes on, Enter by a line, q ends. */
final class Page {
  private static final String MORE = "-- more: space, Enter or q --";
  private static final String ERASE = "\r\u001b[K";

  private final Terminal terminal;

  Page(Terminal terminal) {
    this.terminal = terminal;
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
    out.print(MORE);
    out.flush();
    Attributes before = terminal.enterRawMode();
    try {
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
          default -> {
            // Another key waits for one of these.
          }
        }
      }
    } finally {
      terminal.setAttributes(before);
      out.print(ERASE);
      out.flush();
    }
  }
}
