package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that is stopped in the middle, and goes on. */
final class ReplayResumeTest {
  private static final int EXCHANGES = 40;
  private static final int BEFORE_THE_STOP = 25;

  @TempDir Path home;

  private Path candidate;
  private Path baseline;
  private Path state;
  private String captures;

  @BeforeEach
  void captures() throws Exception {
    candidate = pack("candidate", "block");
    baseline = pack("baseline", "redact");
    state = home.resolve("replay.state");
    String log =
        IntStream.range(0, EXCHANGES)
            .mapToObj(
                """
                {"id":"r%1$d","request":{"model":"m","messages":[{"role":"user","content":"write to a%1$d@example.com"}]}}
                """
                    ::formatted)
            .collect(Collectors.joining());
    Path file = home.resolve("captures.jsonl");
    CommandRun made = CommandRun.of(home).withInput(log);
    String[] arguments = {
      "capture", "import", "--format=pairs", "--mode=full", "-o", file.toString(), "-"
    };
    assertThat(made.run(arguments)).as(made.err()).isZero();
    captures = Files.readString(file);
    assertThat(captures.lines()).hasSize(EXCHANGES);
  }

  private Path pack(String name, String action) throws IOException {
    return Files.writeString(
        home.resolve(name + ".yaml"),
        """
        pack: {name: %s, version: 1.0.0}
        policies: {chain: [pii-detector]}
        policy:
          pii-detector: {action: %s}
        """
            .formatted(name, action));
  }

  private int replay(CommandRun run, String... more) {
    String[] first = {
      "replay", "--pack", candidate.toString(), "--baseline", baseline.toString(), "--input", "-"
    };
    return run.run(Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void whatIsStoppedGoesOnAndComesToTheSame() throws Exception {
    CommandRun whole = CommandRun.of(home).withInput(captures);
    assertThat(replay(whole, "--json")).isZero();
    assertThat(whole.out()).contains("\"events\": " + EXCHANGES);

    String resume = "--resume=" + state;
    CommandRun stopped = CommandRun.of(home);
    stopped.withInput(interrupting(stopped));
    assertThat(replay(stopped, "--json", resume)).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(stopped.out()).contains("\"partial\": true", "\"events\": " + BEFORE_THE_STOP + ",");
    assertThat(state).isRegularFile();

    CommandRun others = CommandRun.of(home).withInput(captures);
    assertThat(replay(others, "--max-flips=3", resume)).isOne();
    assertThat(others.err()).contains("cannot be gone on from", "other packs or options");

    CommandRun rest = CommandRun.of(home).withInput(captures);
    assertThat(replay(rest, "--json", resume)).isZero();
    assertThat(rest.out()).isEqualTo(whole.out());
    assertThat(state).doesNotExist();
  }

  /** The captures; whoever has read those before the stop is interrupted. */
  private InputStream interrupting(CommandRun run) {
    int end = 0;
    for (int i = 0; i < BEFORE_THE_STOP; i++) {
      end = captures.indexOf('\n', end) + 1;
    }
    var rest = new ByteArrayInputStream(captures.substring(end).getBytes(StandardCharsets.UTF_8));
    InputStream interrupts =
        new InputStream() {
          @Override
          public int read() {
            run.interrupt();
            return rest.read();
          }

          @Override
          public int read(byte[] buffer, int from, int length) {
            run.interrupt();
            return rest.read(buffer, from, length);
          }
        };
    return new SequenceInputStream(
        new ByteArrayInputStream(captures.substring(0, end).getBytes(StandardCharsets.UTF_8)),
        interrupts);
  }

  @Test
  void whereNothingCanBeLeftIsSaidBeforeTheWork() throws Exception {
    for (String option : new String[] {"--resume=", "--report="}) {
      CommandRun run = CommandRun.of(home).withInput(captures);
      assertThat(replay(run, option + home.resolve("none/state.json"))).isOne();
      assertThat(run.err())
          .contains("cannot be written", "there is no folder `" + home.resolve("none"));
      assertThat(run.out()).isEmpty();
    }
    Files.writeString(state, "something else");
    CommandRun run = CommandRun.of(home).withInput(captures);
    assertThat(replay(run, "--resume=" + state)).isOne();
    assertThat(run.err()).contains("not what a stopped replay leaves");
    assertThat(state).hasContent("something else");
  }
}
