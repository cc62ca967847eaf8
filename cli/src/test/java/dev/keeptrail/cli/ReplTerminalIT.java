package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell in a terminal of its own, which `script` makes. */
final class ReplTerminalIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String INTERRUPT = "\u0003";

  @TempDir Path home;

  private final StringBuilder screen = new StringBuilder();
  private int seen;
  private @Nullable Process shell;

  @BeforeEach
  void needsATerminal() {
    assumeTrue(Files.isExecutable(SCRIPT), "no `script` on this machine");
  }

  @AfterEach
  void end() {
    Process running = shell;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dumb", "xterm"})
  void controlCDropsTheLineAndNothingElse(String term) throws Exception {
    start(term);
    await("kt> ");
    type("list nothing-of-this");
    await("nothing-of-this");
    type(INTERRUPT);
    await("kt> ");

    type("help next\r");

    await("go to the next event");
    type("quit\r");
    ends();
    assertThat(shown().split("help next", -1)).as("lines are shown once").hasSize(2);
    assertThat(shown()).doesNotContain("no such event", "nothing is open");
  }

  @Test
  void linesComeBackInTheNextSession() throws Exception {
    start("xterm");
    await("kt> ");
    type("help next\r");
    await("kt> ");
    type("quit\r");
    ends();
    start("xterm");
    await("kt> ");

    type("\u001bOA\u001bOA");

    await("help next");
    type(INTERRUPT);
    await("kt> ");
    type("quit\r");
    ends();
  }

  private void start(String term) throws IOException {
    synchronized (screen) {
      screen.setLength(0);
    }
    seen = 0;
    String command =
        String.join(
            " ",
            List.of(
                "'" + ProcessHandle.current().info().command().orElseThrow() + "'",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "'" + System.getProperty("java.class.path") + "'",
                Main.class.getName(),
                "repl"));
    // WHY: whoever runs tests in the background has them ignore this signal, and all they start.
    var builder =
        new ProcessBuilder(
                SCRIPT.toString(), "-qec", "exec env --default-signal=INT " + command, "/dev/null")
            .redirectErrorStream(true);
    builder.environment().put("TERM", term);
    builder.environment().put("KEEPTRAIL_HOME", home.toString());
    Process started = builder.start();
    shell = started;
    InputStream out = started.getInputStream();
    Thread ignored = Thread.ofVirtual().start(() -> read(out));
  }

  private void type(String keys) throws IOException {
    OutputStream in = shell().getOutputStream();
    in.write(keys.getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Waits for words behind those that were waited for before. */
  private void await(String words) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int found = shown().indexOf(words, seen);
    while (found < 0) {
      assertThat(System.nanoTime()).as("`%s` in: %s", words, shown()).isLessThan(end);
      Thread.sleep(20);
      found = shown().indexOf(words, seen);
    }
    seen = found + words.length();
  }

  private Process shell() {
    return Objects.requireNonNull(shell, "none was started");
  }

  private String shown() {
    synchronized (screen) {
      return screen.toString();
    }
  }

  private void read(InputStream out) {
    try (out) {
      int next = out.read();
      while (next >= 0) {
        synchronized (screen) {
          screen.append((char) next);
        }
        next = out.read();
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void ends() throws Exception {
    assertThat(shell().waitFor(PATIENCE)).as("the shell ends; it shows: %s", shown()).isTrue();
    assertThat(shell().exitValue()).isZero();
  }
}
