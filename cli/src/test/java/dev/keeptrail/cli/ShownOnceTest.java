package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that could not be shown is good for nothing: the disk is full, the pipe is closed. */
final class ShownOnceTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"", " --json"})
  void aKeyThatWasNotShownIsRevoked(String form) {
    CommandRun run = unwritten("auth token create --name app" + form);

    assertThat(run.err())
        .matches(
            """
            kt: the key `key_[0-9a-f]{16}` was not shown, and is revoked
              standard output cannot be written; make another
            """);
    assertThat(ran("auth token list --json").out())
        .contains("\"state\": \"revoked\"")
        .doesNotContain("active");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --json"})
  void aWebhookWhoseSecretWasNotShownIsNotMade(String form) {
    CommandRun run = unwritten("webhook create --url https://example.com/" + form);

    assertThat(run.err()).contains("the signing secret was not shown", "removed again");
    assertThat(ran("webhook list").err()).isEqualTo("there is no webhook\n");
  }

  @Test
  void theSecretThatWasThereStaysWhereTheNewOneWasNotShown() {
    String made = ran("webhook create --url https://example.com/").out();
    String id = made.replaceAll("(?s).*(wh_[0-9a-f]+).*", "$1");

    CommandRun run = unwritten("webhook rotate-secret " + id);

    assertThat(run.err()).contains("the new secret was not shown; the one there was stays");
    assertThat(secretOnDisk()).contains(made.replaceAll("(?s).*(whsec_\\S+).*", "$1"));
    assertThat(ran("webhook rotate-secret " + id).out()).contains("whsec_");
  }

  /** What stands in the book of webhooks, as far as it is text. */
  private String secretOnDisk() {
    try {
      var text = new StringBuilder();
      for (String file : new String[] {"webhooks.db", "webhooks.db-wal"}) {
        Path at = home.resolve("ledger").resolve(file);
        if (Files.exists(at)) {
          text.append(Files.readString(at, StandardCharsets.ISO_8859_1));
        }
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandRun ran(String line) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(line.split(" "))).as(run.err()).isZero();
    return run;
  }

  private CommandRun unwritten(String line) {
    CommandRun run = CommandRun.of(home);
    var full = new PrintStream(new FullDisk(), false, StandardCharsets.UTF_8);
    assertThat(run.run(full, line.split(" "))).as(run.err()).isEqualTo(1);
    return run;
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
