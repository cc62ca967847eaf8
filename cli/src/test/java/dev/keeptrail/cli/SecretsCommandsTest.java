package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator who keeps secrets, and packs that refer to them. */
final class SecretsCommandsTest {
  private static final String PACK =
      """
      pack: {name: stored, version: 1.0.0}
      providers: {targets: [{id: main, provider: openai, secret_key_ref: {store: openai-key}}]}
      policies: {chain: [audit-logger]}
      """;

  @TempDir Path home;

  private CommandRun run() {
    return CommandRun.of(home);
  }

  @Test
  void aSecretIsKeptListedUsedAndForgotten() throws Exception {
    Path pack = Files.writeString(home.resolve("pack.yaml"), PACK);
    CommandRun before = run();
    before.run("doctor", "--policy-config=" + pack);
    assertThat(before.out())
        .contains("main: the secret openai-key of the store is not there, or is no key");

    CommandRun set = run().withInput("value-1\n");
    assertThat(set.run("secrets", "set", "openai-key")).as(set.err()).isZero();
    assertThat(set.out()).isEqualTo("kept openai-key\n");
    CommandRun list = run();
    assertThat(list.run("secrets", "list")).isZero();
    assertThat(list.out()).matches("[0-9T:Z-]+  openai-key\n");
    CommandRun after = run();
    after.run("doctor", "--policy-config=" + pack);
    assertThat(after.out()).contains("main has the secret openai-key of the store");

    CommandRun remove = run();
    assertThat(remove.run("secrets", "remove", "openai-key")).isZero();
    assertThat(remove.out()).isEqualTo("removed openai-key\n");
    CommandRun none = run();
    assertThat(none.run("secrets", "list", "--json")).isZero();
    CommandRun said = run();
    assertThat(said.run("secrets", "list")).isZero();
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("kt: there is no secret; ");
    assertThat(none.out()).isEqualToIgnoringWhitespace("[]");
    for (CommandRun each : new CommandRun[] {before, set, list, after, remove, none}) {
      assertThat(each.out() + each.err()).doesNotContain("value-1");
    }
  }

  @Test
  void changesAreOnTheTrail() throws Exception {
    Ledgers.openAdministration(home.resolve("ledger"), InstantSource.system()).close();
    try (EventStore store = Ledgers.openForAppend(home.resolve("ledger"), Durability.BATCH)) {
      assertThat(store.append(SmallEvents.allowed("evt_1"))).isEqualTo(1);
    }
    assertThat(run().withInput("value-1").run("secrets", "set", "openai-key")).isZero();
    assertThat(run().run("secrets", "remove", "openai-key")).isZero();

    CommandRun trail = run();
    assertThat(trail.run("events", "trail")).isZero();
    assertThat(trail.out())
        .contains("secret.kept", "secret.removed", "openai-key")
        .doesNotContain("value-1");
  }

  @Test
  void aVariableCanHoldIt() {
    CommandRun set = run().with("OPENAI_API_KEY", "value-1");
    assertThat(set.run("secrets", "set", "a", "--from-env", "OPENAI_API_KEY")).isZero();
    CommandRun none = run();
    assertThat(none.run("secrets", "set", "a", "--from-env", "OTHER"))
        .isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(none.err()).contains("the variable `OTHER` is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void nothingIsNoSecret(String text) {
    CommandRun set = run().withInput(text);
    assertThat(set.run("secrets", "set", "a")).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(set.err()).contains("no secret was given").contains("kt secrets set a <");
    assertThat(home.resolve("secrets.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "two\nlines", "schl\u00fcssel"})
  void whatCannotBeASecretIsRefused(String text) {
    CommandRun set = run().withInput(text);
    assertThat(set.run("secrets", "set", "a")).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(set.err()).contains("this cannot be a secret");
    assertThat(home.resolve("secrets.json")).doesNotExist();
  }

  @Test
  void whatIsPastedInPlaceOfANameIsNotQuoted() {
    CommandRun set = run();
    assertThat(set.run("secrets", "set", "pasted/value")).isEqualTo(ExitCode.USAGE_OR_IO);
    CommandRun remove = run();
    assertThat(remove.run("secrets", "remove", "pasted-value")).isEqualTo(ExitCode.USAGE_OR_IO);

    assertThat(set.err()).contains("this is not a name for a secret").doesNotContain("pasted");
    assertThat(remove.err()).contains("there is no secret of this name").doesNotContain("pasted");
  }

  @Test
  void aStoreThatCannotBeUsedIsNamed() throws Exception {
    Path file = home.resolve("secrets.json");
    assertThat(run().withInput("value-1").run("secrets", "set", "a")).isZero();
    Files.writeString(file, "broken");

    CommandRun list = run();
    assertThat(list.run("secrets", "list")).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(list.err())
        .contains("the store of secrets cannot be used: `" + file + "` is no store of secrets");
  }
}
