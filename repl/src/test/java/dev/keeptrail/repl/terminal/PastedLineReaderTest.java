package dev.keeptrail.repl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.reader.Highlighter;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A text that a terminal without bracketed paste hands over key by key. */
@Timeout(60)
final class PastedLineReaderTest {
  private static final int LENGTH = 4_000;

  @Test
  void drawsALongPasteAFewTimes() throws Exception {
    String pasted = "lorem ipsum ".repeat(LENGTH).substring(0, LENGTH);
    var draws = new AtomicInteger();
    Highlighter counted =
        (_, line) -> {
          draws.incrementAndGet();
          return new AttributedString(line);
        };
    var screen = new ByteArrayOutputStream();
    String line;
    try (var terminal =
        new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8)) {
      terminal.setSize(Size.of(80, 24));
      var reader = new PastedLineReader(terminal, "test");
      reader.setHighlighter(counted);
      Thread typing = Thread.ofVirtual().start(() -> paste(terminal, pasted + "\r"));

      line = reader.readLine("> ");

      typing.join();
    }
    assertThat(line).isEqualTo(pasted);
    assertThat(draws).hasValueLessThan(LENGTH / 10);
    assertThat(screen.toString(StandardCharsets.UTF_8)).contains("lorem ipsum");
  }

  private static void paste(LineDisciplineTerminal terminal, String keys) {
    try {
      terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
