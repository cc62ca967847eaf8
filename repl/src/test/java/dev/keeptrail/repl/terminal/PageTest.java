package dev.keeptrail.repl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A long text on a terminal of ten rows. */
@Timeout(60)
final class PageTest {
  private static final String TEXT =
      IntStream.rangeClosed(1, 30).mapToObj("line %d\n"::formatted).collect(Collectors.joining());

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final StringBuilder next = new StringBuilder();
  private LineDisciplineTerminal terminal;

  @BeforeEach
  void open() throws IOException {
    terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8);
    terminal.setSize(Size.of(40, 10));
  }

  @AfterEach
  void close() throws IOException {
    terminal.close();
  }

  @Test
  void spaceGoesOnAndQEnds() throws Exception {
    assertThat(shown(" q")).contains("line 18\r\n").doesNotContain("line 19");
    assertThat(next).isEmpty();
  }

  @Test
  void anotherKeyBeginsTheNextLine() throws Exception {
    assertThat(shown("d")).contains("line 9\r\n").doesNotContain("line 10");
    assertThat(next).hasToString("d");
  }

  /** What follows is read by whoever reads the next line. */
  @Test
  void aWordBeginsTheNextLineWithItsFirstKey() throws Exception {
    shown("diff\r");
    assertThat(next).hasToString("d");
    assertThat(terminal.reader().read()).isEqualTo('i');
  }

  @Test
  void arrowsAreNoNextLine() throws Exception {
    assertThat(shown("\u001b[B q")).contains("line 18\r\n").doesNotContain("line 19");
    assertThat(next).isEmpty();
  }

  @Test
  void whatIsTypedAheadIsNotForThePage() throws Exception {
    terminal.processInputBytes("diff\r".getBytes(StandardCharsets.UTF_8));

    new Page(terminal, next::append).show(TEXT);

    assertThat(output()).contains("line 30\r\n").doesNotContain("-- more");
    assertThat(next).isEmpty();
    assertThat(terminal.reader().read()).isEqualTo('d');
  }

  /** What was shown in the end, after keys that are pressed once the page asks. */
  private String shown(String keys) throws Exception {
    var page =
        CompletableFuture.runAsync(() -> {
          try {
            new Page(terminal, next::append).show(TEXT);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    while (!output().contains("-- more") && !page.isDone()) {
      Thread.onSpinWait();
    }
    terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    page.get();
    return output();
  }

  private String output() {
    return screen.toString(StandardCharsets.UTF_8);
  }
}
