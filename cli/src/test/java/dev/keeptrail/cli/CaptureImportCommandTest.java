package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CaptureImportCommandTest {
  private static final String MAIL = "ana" + "@" + "example.com";

  private static final String REQUEST =
      "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Write to "
          + MAIL
          + "\"}]}";
  private static final String ANSWER =
      "{\"object\":\"chat.completion\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"Done: "
          + MAIL
          + "\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
  private static final String CALL =
      "{\"object\":\"chat.completion\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
          + "\"function\":{\"name\":\"wire\",\"arguments\":\"{\\\"to\\\":\\\""
          + MAIL
          + "\\\"}\"}}]},"
          + "\"finish_reason\":\"tool_calls\"}]}";
  private static final String CLAUDE =
      "{\"model\":\"claude\",\"max_tokens\":9,\"system\":\"be kind\",\"messages\":[{\"role\":\"user\","
          + "\"content\":\"hello\"}]}";
  private static final String CLAUDE_ANSWER =
      "{\"type\":\"message\",\"id\":\"m\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":"
          + "[{\"type\":\"text\",\"text\":\"hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,"
          + "\"output_tokens\":1}}";

  private static final String EMPTY =
      """
      pack: {name: nothing, version: 1.0.0}
      policies: {chain: [audit-logger]}
      """;
  private static final String BLOCKING =
      """
      pack: {name: candidate, version: 1.0.0}
      policies: {chain: [pii-detector]}
      policy:
        pii-detector: {action: block}
      """;

  @TempDir Path home;

  @Test
  void saysWhereSomebodyWatchesHowFarItIs() throws Exception {
    Path log = Files.writeString(home.resolve("log.jsonl"), "nothing\n".repeat(300_000));
    Path output = home.resolve("out.jsonl");
    CommandRun run = CommandRun.of(home).watched();

    assertThat(
            run.run(
                "capture", "import", "--format", "pairs", "-o", output.toString(), log.toString()))
        .isEqualTo(1);

    assertThat(run.err())
        .matches(
            "(?s)(\r\u001b\\[K[0-9,]+ entries of the log)+\r\u001b\\[Kkt: 300000 not imported.*");
  }

  static Stream<Arguments> logs() {
    String quoted = REQUEST.replace("\"", "\\\"");
    return Stream.of(
        Arguments.of(
            "pairs",
            "{\"id\":\"a\",\"user\":\"ana\",\"request\":"
                + REQUEST
                + ",\"response\":"
                + ANSWER
                + "}\n\n"
                + "{\"request\":"
                + CLAUDE
                + ",\"response\":"
                + CLAUDE_ANSWER
                + "}\n"
                + "{\"request\":"
                + REQUEST
                + ",\"response\":"
                + CALL
                + "}\nnothing\n",
            3,
            0),
        Arguments.of(
            "portkey",
            "{\"id\":\"a\",\"request\":{\"url\":\"https://x/v1/chat/completions\",\"body\":\""
                + quoted
                + "\"},\"response\":{\"status\":200,\"body\":"
                + ANSWER
                + "},\"metadata\":{\"_user\":\"u\"}}",
            1,
            0),
        Arguments.of(
            "har",
            "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"https://x/\"}},{\"request\":"
                + "{\"method\":\"POST\",\"url\":\"https://x/v1/chat/completions?a=b\",\"postData\":{\"text\":\""
                + quoted
                + "\"}},\"response\":{\"content\":{\"text\":\"data: streamed\"}}}]}}",
            1,
            1),
        Arguments.of(
            "har",
            "{\"log\":{\"entries\":[{\"request\":{\"method\":\"POST\",\"url\":"
                + "\"https://x/v1beta/models/gemini-3-pro:generateContent?a=b\",\"postData\":{\"text\":"
                + "\"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"Write to "
                + MAIL
                + "\\\"}]}]}\"}},\"response\":{\"content\":{\"text\":\"{\\\"candidates\\\":[{\\\"content\\\":"
                + "{\\\"parts\\\":[{\\\"text\\\":\\\"Yes\\\"}]},\\\"finishReason\\\":\\\"STOP\\\"}]}\"}}}]}}",
            1,
            0),
        Arguments.of(
            "litellm",
            "{\"id\":\"a\",\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Write to "
                + MAIL
                + "\"}],\"response\":"
                + ANSWER
                + ",\"end_user\":\"ana\"}",
            1,
            0),
        Arguments.of(
            "otel",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"spanId\":\"ab\",\"attributes\":["
                + attribute("gen_ai.request.model", "gpt-4o")
                + ","
                + attribute(
                    "gen_ai.input.messages",
                    "[{\\\"role\\\":\\\"user\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\"Write to "
                        + MAIL
                        + "\\\"}]},{\\\"role\\\":\\\"assistant\\\",\\\"parts\\\":[{\\\"type\\\":\\\"tool_call\\\",\\\"id\\\":\\\"c\\\","
                        + "\\\"name\\\":\\\"w\\\",\\\"arguments\\\":{\\\"x\\\":1}}]},{\\\"role\\\":\\\"tool\\\",\\\"parts\\\":[{\\\"type\\\":"
                        + "\\\"tool_call_response\\\",\\\"id\\\":\\\"c\\\",\\\"result\\\":\\\"ok\\\"}]}]")
                + ","
                + attribute(
                    "gen_ai.output.messages",
                    "[{\\\"role\\\":\\\"assistant\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\"Done\\\"}]}]")
                + "]},{\"spanId\":\"cd\",\"attributes\":[]}]}]}]}",
            1,
            0));
  }

  private static String attribute(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("logs")
  void aLogBecomesTrafficThatAPackIsTriedOn(String format, String log, int imported, int unanswered)
      throws Exception {
    Path traffic = home.resolve("traffic.jsonl");
    for (String mode : new String[] {"redacted", "full"}) {
      CommandRun run = CommandRun.of(home).withInput(log);
      int code =
          run.run(
              "capture",
              "import",
              "--format",
              format,
              "--mode",
              mode,
              "--output",
              traffic.toString(),
              "-");
      assertThat(run.out())
          .as(run.err())
          .isEqualTo(
              "imported %s, %d of them without an answer\n"
                  .formatted(imported == 1 ? "1 exchange" : imported + " exchanges", unanswered));
      assertThat(code).isZero();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(traffic)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(traffic).contains(MAIL)).isEqualTo(mode.equals("full"));

      CommandRun replay = CommandRun.of(home);
      int replayed =
          replay.run(
              "replay",
              "--pack",
              Files.writeString(home.resolve("candidate.yaml"), BLOCKING).toString(),
              "--baseline",
              Files.writeString(home.resolve("empty.yaml"), EMPTY).toString(),
              "--input",
              traffic.toString(),
              "--fail-on",
              "tightened");
      assertThat(replayed).as(replay.out()).isEqualTo(ExitCode.REPLAY_TIGHTENED);
      assertThat(replay.out()).contains("not_replayable           0").doesNotContain(MAIL);
    }
  }

  @Test
  void whatPlaceholdersDoNotAnswerSaysWhatWould() throws Exception {
    Path traffic = home.resolve("traffic.jsonl");
    CommandRun.of(home)
        .withInput("{\"request\":" + REQUEST + "}")
        .run("capture", "import", "--format", "pairs", "--output", traffic.toString(), "-");
    String looking = BLOCKING.replace("pii-detector", "prompt-injection");
    CommandRun replay = CommandRun.of(home);

    replay.run(
        "replay",
        "--pack",
        Files.writeString(
                home.resolve("candidate.yaml"), looking.substring(0, looking.indexOf("policy:")))
            .toString(),
        "--baseline",
        Files.writeString(home.resolve("empty.yaml"), EMPTY).toString(),
        "--input",
        traffic.toString());

    assertThat(replay.out())
        .as(replay.err())
        .contains("in texts with placeholders")
        .contains("`capture: full`, or `kt capture import --mode full`, keeps the texts");
  }

  @Test
  void whatIsNoRequestIsCountedAndSaysWhy() throws Exception {
    Path traffic = home.resolve("traffic.jsonl");
    CommandRun run =
        CommandRun.of(home)
            .withInput(
                "{\"request\":{\"messages\":[]}}\n{\"request\":{\"body\":{},\"url\":\"http://x/y\"}}\n");
    int code =
        run.run("capture", "import", "--format", "pairs", "--output", traffic.toString(), "-");
    assertThat(code).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(run.out()).startsWith("imported 0 exchanges");
    assertThat(run.err())
        .containsPattern("1 not imported, the first at .*: the address is none of a model's")
        .containsPattern("1 not imported, the first at .*: a gateway would refuse it")
        .contains("nothing in `-` could be imported");
    assertThat(Files.readAllLines(traffic))
        .hasSize(2)
        .allMatch(line -> line.contains("\"missing\":"));
  }

  @Test
  void aFileWithoutCapturesIsNotReplayed() throws Exception {
    CommandRun run = CommandRun.of(home);
    int code =
        run.run(
            "replay",
            "--pack",
            Files.writeString(home.resolve("candidate.yaml"), BLOCKING).toString(),
            "--input",
            Files.writeString(home.resolve("log.jsonl"), "\n{\"request\":{}}\n").toString());
    assertThat(code).isEqualTo(ExitCode.USAGE_OR_IO);
    assertThat(run.err())
        .contains("line 2 of `", "log.jsonl` is JSON and no capture", "`kt capture import`");
  }

  @Test
  void anotherFormIsRefused() {
    for (String format : new String[] {"har", "otel"}) {
      CommandRun run = CommandRun.of(home).withInput("{\"nothing\": 1}\n{\"here\": 2}\n");
      int code =
          run.run(
              "capture",
              "import",
              "--format",
              format,
              "--output",
              home.resolve("x.jsonl").toString(),
              "-");
      assertThat(code).isEqualTo(ExitCode.USAGE_OR_IO);
      assertThat(run.err()).contains("it is no");
    }
  }

  @Test
  void aLogThatCannotBeImportedLeavesWhatWasThere() throws Exception {
    Path log = Files.writeString(home.resolve("session.har"), "{\"no\": \"archive\"}");
    CommandRun run = CommandRun.of(home);
    String[] intoItself = {
      "capture", "import", "--format", "har", "--output", log.toString(), log.toString()
    };
    assertThat(run.run(intoItself)).as(run.err()).isEqualTo(1);
    assertThat(log).hasContent("{\"no\": \"archive\"}");
  }

  @Test
  void anEmptyFolderIsNotReplaced() throws Exception {
    Path log = Files.writeString(home.resolve("log.jsonl"), "");
    Path folder = Files.createDirectory(home.resolve("folder"));
    CommandRun run = CommandRun.of(home);
    int exitCode =
        run.run("capture", "import", "--format", "pairs", "-o", folder.toString(), log.toString());
    assertThat(exitCode).isEqualTo(1);
    assertThat(run.err()).contains("cannot be written", "it is a folder; name a file");
    assertThat(folder).isDirectory();
  }

  @Test
  void aFolderIsNoLog() {
    CommandRun run = CommandRun.of(home);
    int exitCode =
        run.run(
            "capture", "import", "--format", "har", "-o", home.resolve("x").toString(), "" + home);
    assertThat(exitCode).isEqualTo(1);
    assertThat(run.err()).isEqualTo("kt: `" + home + "` is a folder\n");
    assertThat(home.resolve("x")).doesNotExist();
  }
}
