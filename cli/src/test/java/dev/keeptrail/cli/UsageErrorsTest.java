package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UsageErrorsTest {
  @TempDir Path home;

  @ParameterizedTest(name = "kt {0}")
  @MethodSource("wrongCommandLines")
  void saysWhatIsWrongAndWhereHelpIs(String commandLine, String expected) {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run(commandLine.split(" "));

    assertThat(run.err()).isEqualTo(expected);
    assertThat(run.out()).isEmpty();
    assertThat(exitCode).isEqualTo(1);
  }

  static Stream<Arguments> wrongCommandLines() {
    return Stream.of(
        wrong("polcy", "unknown command `polcy`", "did you mean `policy`?", "kt"),
        wrong("--verison", "unknown option `--verison`", "did you mean `--version`?", "kt"),
        wrong(
            "policy",
            "`kt policy` needs a command",
            "one of: lint, fmt, convert, plan, show, test, coverage, mutate, explain, mask, diff, build, sign, verify, inspect,"
                + " keygen",
            "kt policy"),
        wrong(
            "policy lint --flie x",
            "unknown option `--flie`",
            "did you mean `--file`?",
            "kt policy lint"),
        wrong(
            "policy lint --flie=x",
            "unknown option `--flie=x`",
            "did you mean `--file`?",
            "kt policy lint"),
        wrong("init .", "unexpected argument `.`", "did you mean `--output .`?", "kt init"),
        wrong("policy lint -x", "unknown option `-x`", null, "kt policy lint"),
        wrong(
            "events stats --by \u001b[2J",
            "`\\u{1b}[2J` is not a value for `--by`",
            "one of: verdict, policy, reason, model, provider, route, user, team, pack, hour, day, month",
            "kt events stats"),
        wrong("\u202exy", "unknown command `\\u{202e}xy`", null, "kt"),
        wrong("tail", "unknown command `tail`", "did you mean `kt events tail`?", "kt"),
        wrong("create", "unknown command `create`", null, "kt"),
        wrong("polcy --help", "unknown command `polcy`", "did you mean `policy`?", "kt"),
        wrong("-h zzz", "unknown command `zzz`", null, "kt"),
        wrong("policy lnt --help", "unknown command `lnt`", "did you mean `lint`?", "kt policy"),
        wrong("lint -h", "unknown command `lint`", "did you mean `kt policy lint`?", "kt"),
        wrong("policy lnt", "unknown command `lnt`", "did you mean `lint`?", "kt policy"),
        wrong("policy lint --file", "`--file` needs a value", null, "kt policy lint"),
        wrong(
            "policy lint --fil x",
            "unknown option `--fil`",
            "did you mean `--file`?",
            "kt policy lint"),
        wrong(
            "policy mutate good.yaml",
            "unexpected argument `good.yaml`",
            "did you mean `--file good.yaml`?",
            "kt policy mutate"),
        wrong(
            "gateway run \u001b[2J",
            "unexpected argument `\\u{1b}[2J`",
            "did you mean `--policy-config \\u{1b}[2J`?",
            "kt gateway run"),
        wrong(
            "policy explain request.json",
            "unexpected argument `request.json`",
            "did you mean `--input request.json`?",
            "kt policy explain"),
        wrong(
            "policy explain request.json guard.pack",
            "unexpected argument `request.json`",
            "did you mean `--input request.json`?",
            "kt policy explain"),
        wrong(
            "policy explain --input request.json guard.pack",
            "unexpected argument `guard.pack`",
            "did you mean `--file guard.pack`?",
            "kt policy explain"),
        wrong(
            "replay candidate.yaml --since 1h",
            "unexpected argument `candidate.yaml`",
            "did you mean `--pack candidate.yaml`?",
            "kt replay"),
        wrong(
            "policy convert --file a.pack",
            "`--to` is missing",
            "one of: text, yaml",
            "kt policy convert"),
        wrong(
            "detect eval rows.jsonl --data x",
            "unexpected argument `rows.jsonl`",
            null,
            "kt detect eval"),
        wrong("policy plan --file x y", "unexpected argument `y`", null, "kt policy plan"),
        wrong(
            "events tail --limit 1 --limit 2",
            "`--limit` is given more than once",
            null,
            "kt events tail"),
        wrong(
            "policy lint --file x --fail-level note",
            "`note` is not a value for `--fail-level`",
            "one of: error, warning",
            "kt policy lint"),
        wrong("completion", "`bash|zsh|fish` is missing", null, "kt completion"),
        wrong(
            "policy convert --too text",
            "unknown option `--too`",
            "did you mean `--to`?",
            "kt policy convert"),
        wrong(
            "replay --pak=x --since 1h",
            "unknown option `--pak=x`",
            "did you mean `--pack`?",
            "kt replay"),
        wrong(
            "events show --jsno",
            "unknown option `--jsno`",
            "did you mean `--json`?",
            "kt events show"),
        wrong("policy diff a.yaml", "`<after>` is missing", null, "kt policy diff"),
        wrong(
            "evidence create --since 1h",
            "`--reason`, `--output` are missing",
            null,
            "kt evidence create"),
        wrong(
            "gateway run --policy-config x --listen 41002",
            "`41002` is not a value for `--listen`",
            "expected host:port, such as 127.0.0.1:41002 or [::1]:41002",
            "kt gateway run"),
        wrong(
            "gateway run --policy-config x --listen ::1:41002",
            "`::1:41002` is not a value for `--listen`",
            "expected host:port, such as 127.0.0.1:41002 or [::1]:41002",
            "kt gateway run"),
        wrong(
            "gateway run --policy-config x --listen *:41002",
            "`*:41002` is not a value for `--listen`",
            "expected an address; all addresses of this machine are 0.0.0.0 or [::]",
            "kt gateway run"),
        wrong(
            "gateway run --policy-config x --listen localhost:70000",
            "`localhost:70000` is not a value for `--listen`",
            "expected host:port, such as 127.0.0.1:41002 or [::1]:41002",
            "kt gateway run"),
        wrong(
            "gateway run --policy-config x --upstream-timeout 0s",
            "`0s` is not a value for `--upstream-timeout`",
            "expected a time above zero and up to 36500d, such as 500ms, 30s, 2m, 12h or 7d",
            "kt gateway run"),
        wrong(
            "gateway run --policy-config x --engine opa",
            "`opa` is not a value for `--engine`",
            "one of: drools, reference",
            "kt gateway run"),
        wrong(
            "gateway run --policy-config x --max-concurrency many",
            "`many` is not a value for `--max-concurrency`",
            "a whole number",
            "kt gateway run"),
        wrong(
            "events tail --limit ten",
            "`ten` is not a value for `--limit`",
            "a whole number",
            "kt events tail"),
        wrong(
            "events tail --limit 1000000000000",
            "`1000000000000` is not a value for `--limit`",
            "a whole number, 1 to 10000",
            "kt events tail"),
        wrong(
            "replay --pack x --threads 3000000000",
            "`3000000000` is not a value for `--threads`",
            "a whole number, 1 to 256",
            "kt replay"),
        wrong(
            "policy lint --file a\u0000b",
            "`a\\u{0}b` is not a value for `--file`",
            "a name outside ASCII takes a UTF-8 locale, such as LC_ALL=C.UTF-8",
            "kt policy lint"),
        wrong(
            "ledger verify --from first",
            "`first` is not a value for `--from`",
            "a whole number",
            "kt ledger verify"),
        wrong(
            "policy test --threshold most",
            "`most` is not a value for `--threshold`",
            "a number",
            "kt policy test"),
        wrong(
            "completion tcl",
            "`tcl` is not a value for `bash|zsh|fish`",
            "one of: bash, zsh, fish",
            "kt completion"),
        wrong("help policy lin", "unknown command `lin`", "did you mean `lint`?", "kt policy"));
  }

  /** A script's variable without a value; the folder at hand is not meant. */
  @ParameterizedTest
  @CsvSource({
    "policy lint, an argument is empty",
    "policy test, an argument is empty",
    "policy fmt, `` is not a value for `<path>`",
    "policy lint --file, `` is not a value for `--file`",
    "replay --pack, `` is not a value for `--pack`",
    "gateway run --policy-config, `` is not a value for `--policy-config`",
    "events tail --limit, `` is not a value for `--limit`",
    "replay --pack x --engine, `` is not a value for `--engine`"
  })
  void anEmptyNameIsNoFile(String line, String message) {
    CommandRun run = CommandRun.of(home);

    assertThat(
            run.run(
                Stream.concat(Stream.of(line.split(" ")), Stream.of("")).toArray(String[]::new)))
        .isEqualTo(1);

    assertThat(run.err())
        .startsWith(
            "kt: " + message + "\n  has the variable that it comes from a value?\n  see `kt ");
    assertThat(run.out()).isEmpty();
  }

  /** Names that stand in an option with something else, and in a variable. */
  @ParameterizedTest
  @CsvSource({
    "evidence verify b.zip --key a\u0000b, HOME",
    "ledger check l --key a\u0000b, HOME",
    "gateway run --policy-config PACK --shadow-pack a\u0000b, HOME",
    "events tail, a\u0000b"
  })
  void whatCannotBeANameOfAFileIsSaid(String line, String place) throws IOException {
    Path pack =
        Files.writeString(
            home.resolve("pack.pack"),
            "language 1\npack a { version: \"1.0.0\" }\nchain { secret-scanner }\n");
    CommandRun run =
        CommandRun.of(home).with("KEEPTRAIL_HOME", place.equals("HOME") ? home.toString() : place);

    assertThat(run.run(line.replace("PACK", pack.toString()).split(" "))).isEqualTo(1);

    assertThat(run.err())
        .endsWith(
            """
            kt: `a\\u{0}b` cannot be the name of a file
              a name outside ASCII takes a UTF-8 locale, such as LC_ALL=C.UTF-8
            """);
  }

  @Test
  void aValueThatBeginsWithAnAtSignIsNoFile() throws IOException {
    Path file = Files.writeString(home.resolve("words"), "--limit\n3\n");
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("events", "tail", "@" + file)).isEqualTo(1);

    assertThat(run.err()).startsWith("kt: unexpected argument `@" + file + "`\n");
  }

  @Test
  void aliasTakesTheSameOptions() {
    CommandRun run = CommandRun.of(home);

    int exitCode = run.run("proxy", "run", "--policy-config", home + "/none.yaml");

    assertThat(run.err()).isEqualTo("kt: there is no file `" + home + "/none.yaml`\n");
    assertThat(exitCode).isEqualTo(1);
  }

  private static Arguments wrong(
      String commandLine, String message, @Nullable String hint, String help) {
    String hintLine = hint == null ? "" : "  " + hint + "\n";
    return Arguments.of(
        commandLine, "kt: " + message + "\n" + hintLine + "  see `" + help + " --help`\n");
  }
}
