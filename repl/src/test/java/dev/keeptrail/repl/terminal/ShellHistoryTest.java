package dev.keeptrail.repl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShellHistoryTest {
  @TempDir private Path folder;

  @Test
  void secretsAreNotKept() throws Exception {
    Path file = folder.resolve("repl-history");
    String token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0".repeat(2).substring(0, 36);
    String typed = "list \"%s\" and %s\n list hidden\nlist plain\n".formatted(token, token);
    var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    try (Terminal terminal = new DumbTerminal(in, new ByteArrayOutputStream())) {
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .history(new ShellHistory())
              .variable(LineReader.HISTORY_FILE, file)
              .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
              .build();
      read(reader);
    }
    assertThat(file)
        .content()
        .doesNotContain(token)
        .doesNotContain("hidden")
        .containsPattern("list \"\\[[A-Z_]+]\" and \\[[A-Z_]+]")
        .contains("list plain");
  }

  private static void read(LineReader reader) {
    try {
      while (true) {
        var ignored = reader.readLine();
      }
    } catch (EndOfFileException _) {
      // All lines were read.
    }
  }
}
