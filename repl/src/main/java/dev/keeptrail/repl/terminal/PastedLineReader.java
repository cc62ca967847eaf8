package dev.keeptrail.repl.terminal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/**
 * Shows the line only when no key waits. JLine draws the whole line, in its colours, at every key:
 * a text that a terminal pastes key by key takes time with the square of its length, ten seconds
 * for 4,000 characters.
 */
final class PastedLineReader extends LineReaderImpl {
  /** The keys of a paste come faster than this, in milliseconds. */
  private static final long AT_ONCE = 1;

  PastedLineReader(Terminal terminal, String name) {
    super(terminal, name, new HashMap<>());
  }

  /** The line is drawn in any case when it ends, which is when it need not be flushed. */
  @Override
  protected void redisplay(boolean flush) {
    if (isShownAlready()) {
      return;
    }
    if (!flush || !isTypedAhead()) {
      super.redisplay(flush);
    }
  }

  /** At a terminal without abilities the system shows what is typed, key by key. */
  private boolean isShownAlready() {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB) && buf.length() > 0;
  }

  private boolean isTypedAhead() {
    try {
      return reading && terminal.reader().peek(AT_ONCE) >= 0;
    } catch (InterruptedIOException _) {
      // Ctrl-C is for whoever reads the next key.
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException _) {
      // Whoever reads the next key is told so.
      return false;
    }
  }
}
