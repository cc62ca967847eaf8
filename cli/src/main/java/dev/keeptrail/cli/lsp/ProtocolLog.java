package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What LSP4J finds wrong with the other side: one line each on standard error, without stacks. */
final class ProtocolLog {
  // WHY: held here, because a logger that nobody holds loses its settings.
  private static final Logger LSP4J = Logger.getLogger("org.eclipse.lsp4j");

  private ProtocolLog() {}

  static void install() {
    if (LSP4J.getUseParentHandlers()) {
      var handler = new ConsoleHandler();
      handler.setFormatter(new OneLine());
      LSP4J.addHandler(handler);
      LSP4J.setUseParentHandlers(false);
    }
  }

  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord record) {
      String message = String.valueOf(record.getMessage());
      return "kt lsp: " + FrameRenderer.safe(message.lines().findFirst().orElse("")) + "\n";
    }
  }
}
