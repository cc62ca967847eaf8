package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file where a folder is wanted, a folder with nothing in it, a word one letter off. */
final class MistakenPathsTest {
  private static final String PACK =
      """
      pack: {name: a, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [audit-logger]}
      """;

  @TempDir Path home;

  @Test
  void aFileIsNoFolderForKeys() throws IOException {
    Path file = Files.writeString(home.resolve("notes.txt"), "");

    assertRefused(
        run(1, "policy", "keygen", "--output", file.toString()),
        "`" + file + "` cannot be written",
        "it is a file; name a folder");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aFileIsNoFolderForATemplate() throws IOException {
    Path file = Files.writeString(home.resolve("notes.txt"), "");

    assertRefused(
        run(1, "init", "--output", file.toString()),
        "`" + file + "` cannot be written",
        "it is a file; name a folder");
  }

  @Test
  void nothingIsBelowAFile() throws IOException {
    Path file = Files.writeString(home.resolve("notes.txt"), "");
    Path below = file.resolve("a/b");

    for (String command : List.of("init", "policy keygen")) {
      assertRefused(
          run(1, (command + " --output " + below).split(" ")),
          "`" + below + "` cannot be written",
          "`" + file + "` is no folder\n");
    }
  }

  /** What is kept beside a ledger would lie beside none, and no gateway would see it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook create --url https://hooks.example.com/k",
        "webhook list",
        "auth token create --name build",
        "auth token revoke key_0123456789abcdef",
        "events shadow",
        "events trail",
        "kafka status",
        "ledger keys",
        "escalation list",
      })
  void aLedgerThatIsNotThereIsNotMadeByASlip(String command) {
    Path slip = home.resolve("legder");

    assertThat(run(1, (command + " --ledger " + slip).split(" ")).err())
        .contains("there is no", "`" + slip + "`", "gateway makes");
    assertThat(slip).doesNotExist();
  }

  @Test
  void aFolderThatIsToHoldALedgerTakesWebhooks() throws IOException {
    Path folder = Files.createDirectory(home.resolve("later"));

    assertThat(
            run(
                    0,
                    ("webhook create --url https://hooks.example.com/k --ledger " + folder)
                        .split(" "))
                .out())
        .contains("signing secret");
  }

  @Test
  void aPackIsNotItsFolder() throws IOException {
    Path file = Files.writeString(home.resolve("a.pack"), "language 1\n");

    assertRefused(
        run(1, "policy", "test", "--pack-dir", file.toString()),
        "`" + file + "` is a file",
        "name its folder, or the file itself with `--file`");
  }

  @Test
  void aFolderIsNoPackAndItsPackIsNamed() throws IOException {
    Path folder = Files.createDirectory(home.resolve("packs"));

    assertRefused(
        run(1, "policy", "plan", "--file", folder.toString()),
        "`" + folder + "` is a folder",
        "name a file; packs are called policy-config.yaml, or end in .pack");
    Path pack = Files.writeString(folder.resolve("wire.pack"), "language 1\n");
    assertRefused(
        run(1, "policy", "plan", "--file", folder.toString()),
        "`" + folder + "` is a folder",
        "the pack in it is `" + pack + "`");
  }

  @Test
  void aPackIsNotACompiledPack() throws IOException {
    Path file = Files.writeString(home.resolve("a.pack"), "language 1\n");

    assertRefused(
        run(2, "policy", "inspect", file.toString()),
        "`" + file + "`: the file is no compiled pack",
        "`kt policy build` makes one of a pack");
  }

  /** It is listed in its folder, so "there is no file" would not be believed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy plan --file %s",
        "policy lint %s",
        "policy fmt %s",
        "policy inspect %s",
        "policy convert --to text %s",
        "detect scan %s",
        "capture import --format pairs -o out.jsonl %s",
        "capture export -o out.parquet --input %s",
        "replay --pack a.yaml --input %s",
        "ledger restore %s",
        "ledger verify --checkpoint %s",
        "repl -f %s"
      })
  void aLinkThatLeadsNowhereIsSaidToBeOne(String command) throws IOException {
    Files.writeString(home.resolve("a.yaml"), PACK);
    Path gone = home.resolve("gone.yaml");
    Path link = Files.createSymbolicLink(home.resolve("link.yaml"), gone);
    String line = command.formatted(link).replace("a.yaml", home.resolve("a.yaml").toString());

    assertThat(run(1, line.split(" ")).err())
        .contains("`%s` is a link to `%s`, and there is no such file".formatted(link, gone));
  }

  @Test
  void whatIsNotThereIsNotOfTheWrongKind() {
    Path file = home.resolve("gone.yaml");

    assertThat(run(1, "policy", "fmt", file.toString()).err())
        .isEqualTo("kt: there is no file `%s`\n".formatted(file));
  }

  @Test
  void aFolderWithoutTextPacksIsTold() {
    CommandRun run = run(0, "policy", "fmt", "--check", home.toString());

    assertThat(run.err()).isEqualTo("kt: there is no `*.pack` file in `%s`\n".formatted(home));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aTemplateIsFoundByItsNearestName() {
    assertRefused(
        run(1, "init", "--template", "strater"),
        "there is no template `strater`",
        "did you mean `starter`? there are `starter`, ");
  }

  /** What is no pack gets no advice about packs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy explain --file %s --input",
        "policy mask --file %s --input",
        "detect scan --mask",
        "repl --pack %s -f",
        "policy lint --file %s --detectors"
      })
  void aFolderIsNoInput(String line) throws IOException {
    Path pack = Files.writeString(home.resolve("a.yaml"), PACK);

    CommandRun run = run(1, (line.formatted(pack) + " " + home).split(" "));

    assertThat(run.err()).endsWith("kt: `" + home + "` is a folder\n  name a file\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events tail",
        "webhook create --url https://127.0.0.1:1/x",
        "kafka status",
        "ledger verify",
        "gateway run --listen 127.0.0.1:0 --policy-config %s"
      })
  void aFileIsNoLedger(String line) throws IOException {
    Path pack = Files.writeString(home.resolve("a.yaml"), PACK);

    CommandRun run = run(1, (line.formatted(pack) + " --ledger " + pack).split(" "));

    assertThat(run.err()).isEqualTo("kt: `" + pack + "` is a file, not a folder\n");
  }

  @Test
  void whatCannotBeCopiedIsNamedAndNotTheCopy() {
    Path nowhere = home.resolve("nowhere");

    CommandRun run =
        run(
            1,
            "ledger",
            "backup",
            home.resolve("a.zip").toString(),
            "--ledger",
            nowhere.toString());

    assertThat(run.err()).contains(nowhere.toString()).doesNotContain("a.zip");
  }

  /** In CI it would look like a replay in which nothing changed. */
  @Test
  void aReplayOfNothingIsTold() throws IOException {
    String pack = Files.writeString(home.resolve("a.yaml"), PACK).toString();
    String none = Files.writeString(home.resolve("none.jsonl"), "").toString();

    CommandRun run = run(0, "replay", "--pack", pack, "--baseline", pack, "--input", none);

    assertThat(run.err())
        .endsWith("kt: no exchange was replayed, so nothing is said about the pack\n");
  }

  @Test
  void aScriptIsText() throws IOException {
    Path script = Files.write(home.resolve("script"), new byte[] {(byte) 0xff, 10});

    assertThat(run(1, "repl", "-f", script.toString()).err())
        .endsWith("kt: `" + script + "` is no UTF-8 text\n");
  }

  /** A log of something else has a message for each line, and nobody reads millions. */
  @Test
  void aFewRowsThatCannotBeScannedAreShown() throws IOException {
    Path rows = Files.writeString(home.resolve("rows.jsonl"), "nothing\n".repeat(2_000));

    assertThat(run(1, "detect", "scan", rows.toString(), "--jsonl-field", "text").err().lines())
        .hasSize(22)
        .contains("kt: and 1,980 rows more");
  }

  /** An empty name would be the folder at hand, and a gateway would make a ledger there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway run --policy-config %s --listen 127.0.0.1:0",
        "events tail",
        "ledger verify",
        "auth token create --name a",
        "policy test --file %s --from-events x",
        "replay --pack %s",
        "doctor --policy-config %s",
        "repl --pack %s -c stats"
      })
  void anEmptyNameIsNoLedger(String line) throws IOException {
    Path pack = Files.writeString(home.resolve("a.yaml"), PACK);
    List<String> before = here();

    CommandRun run = run(1, (line.formatted(pack) + " --ledger=").split(" "));

    assertThat(run.err())
        .isEqualTo("kt: `--ledger` is empty\n  has the variable that it comes from a value?\n");
    assertThat(here()).isEqualTo(before);
  }

  @Test
  void anEmptyNameIsNoCandidate() throws IOException {
    Path pack = Files.writeString(home.resolve("a.yaml"), PACK);

    CommandRun run =
        run(1, "gateway", "run", "--policy-config", pack.toString(), "--shadow-pack", "");

    assertThat(run.err()).startsWith("kt: `--shadow-pack` names no file\n");
  }

  /** Nothing would be looked for there, and nobody would be told. */
  @Test
  void optionsThatBelongToAnotherOneWantIt() throws IOException {
    Path pack = Files.writeString(home.resolve("a.yaml"), PACK);

    assertRefused(
        run(1, "policy", "test", "--file", pack.toString(), "--ledger", "x"),
        "`--ledger` goes with `--from-events` only",
        "add `--from-events` with the ids of captured events");
    assertRefused(
        run(1, "policy", "mutate", "--file", pack.toString(), "--capture-key", "env:NONE"),
        "`--capture-key` goes with `--from-events` only",
        "add `--from-events`");
    assertRefused(
        run(1, "bench", "--file", pack.toString(), "--capture-key", "env:NONE"),
        "`--capture-key` goes with `--input` only",
        "add `--input` with a file of captures");
    assertRefused(
        run(1, "bench", "--file", pack.toString(), "--sample", "5"),
        "`--sample` goes with `--input` only",
        "add `--input` with a file of captures");
  }

  @Test
  void aProofIsCheckedWithAKey() {
    assertRefused(
        run(1, "evidence", "verify", "none.zip"),
        "no key is given to check the bundle with",
        "name the ledger's public key, from a source that you trust, with `--key`");
  }

  /** Whoever mistyped the folder is told which variable names it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway run --listen 127.0.0.1:0 --policy-config %s",
        "gateway status",
        "console",
        "auth token create --name a --user b",
        "webhook create --url https://127.0.0.1:1/x"
      })
  void whereKeeptrailsFolderIsNoneItsVariableIsNamed(String line) throws IOException {
    Path pack = Files.writeString(home.resolve("a.yaml"), PACK);
    CommandRun run = CommandRun.of(pack);

    assertThat(run.run(line.formatted(pack).split(" "))).as(run.err()).isEqualTo(1);

    assertThat(run.err())
        .contains(" `" + pack + "/")
        .contains("\n  point KEEPTRAIL_HOME")
        .doesNotContain("Exception");
  }

  @Test
  void theDoctorSeesThatKeeptrailsFolderIsNone() throws IOException {
    Path loop = home.resolve("loop");
    Files.createSymbolicLink(loop, loop);

    for (Path none : List.of(loop, Files.writeString(home.resolve("notes.txt"), ""))) {
      CommandRun run = CommandRun.of(none);
      assertThat(run.run("doctor")).isEqualTo(3);
      assertThat(run.out()).contains(none + " is no folder; point KEEPTRAIL_HOME at a folder");
    }
  }

  @Test
  void aLinkThatLeadsToItselfIsSaidToBeOne() throws IOException {
    Path loop = home.resolve("loop.yaml");
    Files.createSymbolicLink(loop, loop);

    assertRefused(
        run(1, "policy", "lint", "--file", loop.toString()),
        "`" + loop + "` cannot be read",
        "Too many levels of symbolic links");
  }

  /** Java's message for it is a name and no word more. */
  @Test
  void aFileThatMakesACommandFailIsNamedWithTheReason() {
    var loop = new FileSystemException("/x/tests", null, "Too many levels of symbolic links");

    assertThat(Unwritable.place(loop)).isEqualTo("`/x/tests`, Too many levels of symbolic links");
    assertThat(Unwritable.place(new AccessDeniedException("/x/tests")))
        .isEqualTo("`/x/tests`, it may not be accessed");
    assertThat(Unwritable.place(new IOException("no room"))).isEqualTo("no room");
  }

  /** A name may hold what steers a terminal, or a line that looks like one of ours. */
  @Test
  void whatANameHoldsDoesNotSteerATerminal() {
    CommandRun run = run(1, "policy", "lint", "--file", "a\u001b[31m\nkt: all is well.yaml");

    assertThat(run.err())
        .isEqualTo("kt: there is no file `a\\u{1b}[31m\\u{a}kt: all is well.yaml`\n");
  }

  private static List<String> here() throws IOException {
    try (var files = Files.list(Path.of(""))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private CommandRun run(int exitCode, String... line) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(line)).as(run.err()).isEqualTo(exitCode);
    return run;
  }

  private static void assertRefused(CommandRun run, String message, String hint) {
    assertThat(run.err()).startsWith("kt: " + message + "\n  " + hint);
    assertThat(run.out()).isEmpty();
  }
}
