package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplCommandIT {
  private static final String MAIL = "jane.doe" + "@" + "example.com";
  private static final String STRICT =
      """
      pack: {name: strict, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector, audit-logger]}
      policy:
        pii-detector: {action: block}
      """;
  private static final String OPEN =
      """
      pack: {name: open, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [audit-logger]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void traffic() throws Exception {
    Files.writeString(folder.resolve("strict.yaml"), STRICT);
    Files.writeString(folder.resolve("open.yaml"), OPEN);
    Files.writeString(folder.resolve("broken.yaml"), STRICT.replace("block", "blok"));
    Path log = folder.resolve("log.jsonl");
    Files.writeString(log, pair("one", "what is a bond?") + pair("two", "write to " + MAIL));
    CommandRun run = command();
    assertThat(
            run.run(
                "capture", "import", "--format", "pairs", log.toString(), "-o", file("t.jsonl")))
        .as(run.err())
        .isZero();
  }

  private static String pair(String id, String text) {
    return """
    {"id":"%s","request":{"model":"m","messages":[{"role":"user","content":"%s"}]},\
    "response":{"choices":[{"index":0,"message":{"role":"assistant","content":"done"},\
    "finish_reason":"stop"}]}}
    """
        .formatted(id, text);
  }

  @Test
  void carriesCommandsOutAndSavesATestThatRuns() {
    CommandRun run = command();
    int exitCode =
        run.run(
            "repl",
            "--input",
            file("t.jsonl"),
            "--pack",
            file("strict.yaml"),
            "--baseline",
            file("open.yaml"),
            "-c",
            "next flip; save test \"mail; refused\" --now");
    assertThat(exitCode).as(run.err()).isZero();
    assertThat(run.out())
        .contains("#2  two  m", "tightened", "write to [EMAIL_1]", "mail-refused.json")
        .doesNotContain(MAIL, "kt>", "\u001b");
    assertThat(run.err()).contains("opened `", "strict@1.0.0");
    assertThat(folder.resolve("tests/captured/mail-refused.json"))
        .content()
        .contains("[EMAIL_1]")
        .doesNotContain(MAIL);

    CommandRun tests = command();
    assertThat(tests.run("policy", "test", "--file", file("strict.yaml"), "--verbose"))
        .as(tests.err())
        .isZero();
    assertThat(tests.out()).contains("ok   captured › mail; refused: block");
    CommandRun weaker = command();
    assertThat(weaker.run("policy", "test", "--file", file("open.yaml")))
        .isEqualTo(ExitCode.TEST_FAILED);
    assertThat(weaker.out()).contains("FAIL captured › mail; refused", "all_policies_passed");
    CommandRun filtered = command();
    assertThat(filtered.run("policy", "test", "--file", file("open.yaml"), "--filter", "nothing*"))
        .isEqualTo(ExitCode.NO_TESTS);
  }

  @Test
  void linesComeFromAPipeOrAScript() throws Exception {
    CommandRun piped = command().withInput("next\n\n# nothing\nfind \"a\nb\"\nnxt\nquit\nnext\n");
    assertThat(piped.run("repl", "--input", file("t.jsonl"))).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(piped.out()).contains("#1  one  m", "no such event").doesNotContain("#2");
    assertThat(piped.err()).contains("there is no command `nxt`", "did you mean `next`?");

    Path script = Files.writeString(folder.resolve("triage.txt"), "go last\nlist 1 --json\n");
    CommandRun run = command();
    assertThat(run.run("repl", "--input", file("t.jsonl"), "-f", script.toString()))
        .as(run.err())
        .isZero();
    assertThat(run.out()).contains("\"position\": 2");
  }

  @Test
  void whatCannotBeUsedIsSaidAtOnce() {
    assertThat(command().run("repl", "--input", file("gone.jsonl"), "-c", "next"))
        .isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(command().run("repl", "--pack", file("broken.yaml"), "-c", "next"))
        .isEqualTo(ExitCode.PACK_ERRORS);
    assertThat(command().run("repl", "--pack", file("gone.yaml"), "-c", "next"))
        .isEqualTo(ExitCode.USAGE_OR_IO);
    CommandRun both = command();
    assertThat(both.run("repl", "--ledger", "a", "--input", "b")).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(both.err()).contains("exclude each other");
    CommandRun none = command();
    assertThat(none.run("repl", "-c", "next; edit")).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(none.err()).contains("nothing is open", "no pack is loaded");
  }

  @Test
  void eventsThatAreNamedHaveToBeInTheLedger() {
    CommandRun run = command();
    assertThat(
            run.run("policy", "test", "--file", file("open.yaml"), "--from-events", "evt_1,evt_2"))
        .isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(run.err()).contains("there is no ledger in");
  }

  private CommandRun command() {
    return CommandRun.of(folder.resolve("home"));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
