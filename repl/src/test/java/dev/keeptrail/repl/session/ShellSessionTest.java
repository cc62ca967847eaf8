package dev.keeptrail.repl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellSessionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "next                    | next",
        "find a  b               | find,a,b",
        "find \"a b\" c          | find,a b,c",
        "find a\"b c\"d          | find,ab cd",
        "find \"a \\\" b\"       | find,a \" b",
        "find \"a \\\\\"         | find,a \\",
        "find it's               | find,it's",
        "what-if set /a [\"x y\"] | what-if,set,/a,[x y]",
      })
  void wordsAreTakenApart(String line, String words) {
    ShellLine parsed = ShellLine.parse(line.strip());
    assertThat(parsed.words().stream().map(ShellLine.Word::text).toList())
        .containsExactly(words.split(","));
    assertThat(parsed.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"find \"a", "find a\\", "find \"a\\\"", "find \"a\nb"})
  void openLinesWantMore(String line) {
    assertThat(ShellLine.wantsMore(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a b", "a\"b", "a\\b", "a\\", "\"", ""})
  void anyWordCanBeQuoted(String word) {
    assertThat(ShellLine.parse("x " + ShellLine.quoted(word)).words().getLast().text())
        .isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'ne'                        | next",
        "'next '                     | flip",
        "'next flip t'               | tightened",
        "'help tr'                   | trace",
        "'list --j'                  | --json",
        "'what-if s'                 | set",
        "'what-if set /identity/ag'  | /identity/agent",
        "'what-if set /inp'          | /input/0/text",
        "'find verd'                 | verdict=",
        "'save '                     | test",
        "'sample o'                  | off",
      })
  void completesFromCommandsAndFromTheEventAtHand(String line, String word) throws Exception {
    try (var session = session()) {
      session.run("open " + ShellLine.quoted(folder.resolve("full.jsonl").toString()));
      session.run("next");
      Completion completion = session.completion(line);
      assertThat(completion.candidates()).extracting(Completion.Candidate::word).contains(word);
      assertThat(line.substring(completion.start())).isEqualTo(begun(line));
    }
  }

  private static String begun(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  @Test
  void whatIsPastedIsSeveralLines() {
    assertThat(ShellLine.split("next\nshow\r\ndiff")).containsExactly("next", "show", "diff");
    assertThat(ShellLine.split("find \"two\nlines\"\nnext \\\n10\nfind \"open\n"))
        .containsExactly("find \"two\nlines\"", "next \\\n10", "find \"open");
    assertThat(ShellLine.split("")).isEmpty();
  }

  @Test
  void completesFilesAndNothingWhereNothingFits() throws Exception {
    try (var session = session()) {
      assertThat(session.completion("pack " + folder + "/cand").candidates())
          .extracting(Completion.Candidate::word)
          .containsExactly(folder + "/candidate.yaml");
      assertThat(session.completion("pack /no/such/folder/x").candidates()).isEmpty();
      assertThat(session.completion("nothing a").candidates()).isEmpty();
      assertThat(session.completion("what-if set /").candidates()).isEmpty();
      assertThat(session.completion("").candidates()).hasSize(session.commands().size());
    }
  }

  @Test
  void aCommandThatIsNoneIsNotRepeatedAtLength() throws Exception {
    try (var session = session()) {
      String pasted = session.text(session.run("x".repeat(30_000)));
      assertThat(pasted).contains("there is no command `xxx").hasSizeLessThan(1_000);
      assertThat(session.text(session.run("next; diff")))
          .contains("there is no command `next;`", "a line holds one command");
      assertThat(session.text(session.run("help " + "y".repeat(30_000))))
          .contains("there is no command `yyy")
          .hasSizeLessThan(1_000);
    }
  }

  @Test
  void scriptsGoOnAfterAProblemAndSayThatThereWasOne() throws Exception {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    try (var session = session()) {
      var script = new ShellScript(session, stream(out), stream(err), () -> false);
      String lines =
          ShellScript.lines(
              "open \"%s\"; nxt; find \"a;b\"; # c; next".formatted(folder.resolve("full.jsonl")));
      assertThat(script.run(new BufferedReader(new StringReader(lines)))).isFalse();
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("there is no command `nxt`", "did you mean `next`?");
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("no such event behind this one", "#1  evt_");
      assertThat(script.run(new BufferedReader(new StringReader("next\\\n 2\nquit\nnxt"))))
          .isTrue();
    }
  }

  @Test
  void whatOtherShellsCallQuitEndsItToo() throws Exception {
    try (var session = session()) {
      for (String line : List.of("quit", "exit", "q")) {
        assertThat(session.run(line)).isInstanceOf(Answer.End.class);
      }
    }
  }

  @Test
  void reloadingKeepsThePackWhereTheNewOneHasErrors() throws Exception {
    Path pack = folder.resolve("candidate.yaml");
    try (var session = session()) {
      session.run("open " + folder.resolve("full.jsonl"));
      session.run("pack " + pack);
      session.run("next flip");
      Files.writeString(pack, Files.readString(folder.resolve("broken.yaml")));
      assertThat(session.run("reload")).isInstanceOf(Answer.Problem.class);
      assertThat(session.text(session.run("diff"))).contains("tightened");
    }
  }

  @Test
  void bisectNamesTheCommitThatFlippedTheEvent() throws Exception {
    try (var session = session()) {
      Path pack = folder.resolve("candidate.yaml");
      String strict = Files.readString(pack);
      git("init", "-q", "-b", "main");
      commit(pack, strict.replace("action: block", "action: redact"), "mask");
      commit(pack, strict, "refuse");
      commit(pack, strict.replace("action: block", "action: blok"), "broken");
      commit(pack, strict, "repaired");
      session.run("open " + folder.resolve("full.jsonl"));
      session.run("pack " + pack);
      session.run("go 4");
      assertThat(session.text(session.run("bisect")))
          .contains("  refuse\n", "before    redact by", "since     block by");
      session.run("go 1");
      assertThat(session.text(session.run("bisect")))
          .isEqualTo("no commit changes it: allow (all_policies_passed) in all 3 that decide it\n");
    }
  }

  private void commit(Path file, String text, String message) throws Exception {
    Files.writeString(file, text);
    git("add", file.toString());
    git("commit", "-q", "-m", message);
  }

  private void git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=tester", "-c", "user.email=tester@example.com"));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor())
        .isZero();
  }

  private ShellSession session() throws Exception {
    RecordedFolder.make(folder);
    return new ShellSession(RecordedFolder.OPTIONS, new Alone());
  }

  /** Nobody is there to edit or to interrupt. */
  private record Alone() implements Surroundings {
    @Override
    public ArchivedPack archived(Path file) {
      return new ArchivedPack.Refused("none here");
    }

    @Override
    public Optional<String> edit(Path file) {
      return Optional.of("no editor here");
    }

    @Override
    public boolean isInterrupted() {
      return false;
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** The same line finds the same event, however many threads look. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void theFirstFlipDoesNotDependOnThreads(int threads) throws Exception {
    RecordedFolder.make(folder);
    SessionOptions base = RecordedFolder.OPTIONS;
    var options =
        new SessionOptions(
            base.engine(), base.findings(), List.of(), threads, base.keys(), false, base.version());
    try (var session = new ShellSession(options, new Alone())) {
      assertThat(session.place()).isEmpty();
      session.run("open " + folder.resolve("full.jsonl"));
      session.run("pack " + folder.resolve("candidate.yaml"));
      session.run("next flip weakened");
      assertThat(session.place()).isEqualTo("#3");
    }
  }
}
