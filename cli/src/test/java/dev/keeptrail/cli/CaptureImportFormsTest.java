package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the logs of others becomes an exchange, and what is said of the rest. */
final class CaptureImportFormsTest {
  private static final String ANSWER =
      """
      {"object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant",\
      "content":"the answer"},"finish_reason":"stop"}]}\
      """;
  private static final String MESSAGE =
      """
      {"type":"message","id":"m","role":"assistant","model":"m","content":[{"type":"text",\
      "text":"the answer"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}\
      """;
  private static final String CHAT = "[{\"role\":\"user\",\"content\":\"the question\"}]";

  @TempDir Path home;

  @Test
  void aLogOfBedrockHoldsMessagesOfAnyModel() throws Exception {
    List<String> exchanges =
        imported()
            .exchanges(
                "bedrock",
                """
                {"requestId":"r1","identity":{"arn":"arn:aws:iam::1:user/d"},"modelId":"amazon.nova","input":{"inputBodyJson":{"system":[{"text":"the rule"}],"messages":[{"role":"user","content":[{"text":"the question"},{"image":{"format":"png","source":{"bytes":""}}}]},{"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"mail","input":{"to":"x"}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"json":{"sent":true}}]}}]}]}},"output":{"outputBodyJson":{"output":{"message":{"role":"assistant","content":[{"text":"the answer"}]}},"usage":{"inputTokens":4,"outputTokens":38}}}}
                {"requestId":"r2","modelId":"anthropic.claude","input":{"inputBodyJson":{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[{"role":"user","content":"the question"}]}},"output":{"outputBodyJson":[{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"c","content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}},{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}},{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"the "}},{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"answer"}},{"type":"content_block_stop","index":0},{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":4}},{"type":"message_stop"}]}}
                {"requestId":"r3","modelId":"meta.llama","input":{"inputBodyJson":{"prompt":"the question"}},"output":{"outputBodyJson":[{"generation":"the "},{"generation":"answer"}]}}
                {"requestId":"r4","modelId":"amazon.titan","input":{"inputBodyJson":{"inputText":"the question"}},"output":{"outputBodyJson":{"results":[{"outputText":"the answer"}]}}}
                """);

    assertThat(exchanges)
        .hasSize(4)
        .allMatch(one -> one.contains("the question") && one.contains("the answer"));
    assertThat(exchanges.getFirst())
        .contains("the rule", "\"name\":\"mail\"", "sent", "image", "arn:aws:iam::1:user/d");
  }

  @Test
  void cloudWatchWrapsTheLogOfBedrock() throws Exception {
    List<String> exchanges =
        imported()
            .exchanges(
                "bedrock",
                """
                {
                  "events": [
                    {"timestamp": 1, "message": "{\\"requestId\\":\\"r\\",\\"modelId\\":\\"m\\",\\"input\\":{\\"inputBodyJson\\":{\\"prompt\\":\\"the question\\"}},\\"output\\":{}}"}
                  ]
                }
                """);
    assertThat(exchanges).singleElement().asString().contains("the question");
  }

  @Test
  void whatALogDoesNotHoldIsSaid() throws Exception {
    assertThat(
            imported()
                .refused(
                    "bedrock", "{\"modelId\":\"m\",\"input\":{\"inputBodyS3Path\":\"s3://b/k\"}}"))
        .contains("1 not imported, the first at line 1: its body is in S3");
    assertThat(
            imported().refused("litellm", "{\"request_id\":\"a\",\"messages\":{},\"response\":{}}"))
        .contains("store_prompts_in_spend_logs: true");
    assertThat(
            imported()
                .refused("helicone", "{\"request_id\":\"a\",\"signed_body_url\":\"https://x\"}"))
        .contains("export with `--include-body`");
    assertThat(
            imported()
                .refused("batch", "{\"custom_id\":\"a\",\"response\":{\"body\":" + ANSWER + "}}"))
        .contains("the first at a: an answer without its request; name the file of requests, too");
    assertThat(imported().refused("pairs", "nothing")).contains("line 1: it is no JSON");
    assertThat(imported().refused("har", "{\"log\":{\"entries\":[]}}"))
        .contains("nothing in", "could be imported");
    assertThat(imported().refused("claude-code", "{\"type\":\"summary\"}"))
        .contains("could be imported");
  }

  @Test
  void theFilesOfABatchAreJoinedInAnyOrder() throws Exception {
    Path asked =
        Files.writeString(
            home.resolve("asked.jsonl"),
            """
            {"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":%s}}
            {"custom_id":"b","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":%s}}
            """
                .formatted(CHAT, CHAT));
    Path answered =
        Files.writeString(
            home.resolve("answered.jsonl"),
            "{\"id\":\"x\",\"custom_id\":\"a\",\"response\":{\"status_code\":200,\"body\":%s}}\n"
                    .formatted(ANSWER)
                + "{\"id\":\"y\",\"custom_id\":\"b\",\"response\":null,\"error\":{\"code\":\"expired\"}}\n");

    for (List<String> exchanges :
        List.of(
            imported().exchanges("batch", asked, answered),
            imported().exchanges("batch", answered, asked))) {
      assertThat(exchanges).hasSize(2);
      assertThat(exchanges.get(0)).contains("\"id\":\"a\"", "the question", "the answer");
      assertThat(exchanges.get(1)).contains("\"id\":\"b\"").doesNotContain("the answer");
    }
  }

  @Test
  void aBatchOfAnthropicIsJoinedToo() throws Exception {
    Path asked =
        Files.writeString(
            home.resolve("asked.json"),
            "{\"requests\":[{\"custom_id\":\"a\",\"params\":{\"model\":\"m\",\"max_tokens\":9,\"messages\":"
                + CHAT
                + "}}]}");
    Path answered =
        Files.writeString(
            home.resolve("answered.jsonl"),
            "{\"custom_id\":\"a\",\"result\":{\"type\":\"succeeded\",\"message\":"
                + MESSAGE
                + "}}");
    assertThat(imported().exchanges("batch", asked, answered))
        .singleElement()
        .asString()
        .contains("the question", "the answer");
  }

  @Test
  void rowsOfHeliconeAndLangfuseAreRead() throws Exception {
    String helicone =
        "{\"data\":[{\"request_id\":\"a\",\"request_path\":\"/v1/chat/completions\",\"request_user_id\":\"ana\","
            + "\"request_body\":{\"model\":\"m\",\"messages\":"
            + CHAT
            + "},\"response_body\":"
            + ANSWER
            + "}]}";
    assertThat(imported().exchanges("helicone", helicone))
        .singleElement()
        .asString()
        .contains("the question", "the answer", "\"user\":\"ana\"");

    String row = "{\"id\":\"%s\",\"type\":\"%s\",\"model\":\"m\",\"input\":%s,\"output\":%s}";
    String langfuse =
        Stream.of(
                row.formatted("a", "GENERATION", CHAT, "\"the answer\""),
                row.formatted(
                    "b",
                    "GENERATION",
                    "{\"messages\":" + CHAT + "}",
                    "{\"role\":\"assistant\",\"content\":\"the answer\"}"),
                row.formatted("c", "GENERATION", "\"the question\"", ANSWER),
                row.formatted(
                    "d",
                    "GENERATION",
                    "\"" + CHAT.replace("\"", "\\\"") + "\"",
                    "[\"the answer\"]"),
                row.formatted("e", "SPAN", "\"of a chain\"", "null"))
            .reduce((one, other) -> one + ",\n" + other)
            .orElseThrow();
    assertThat(imported().exchanges("langfuse", "[\n" + langfuse + "\n]"))
        .hasSize(4)
        .allMatch(one -> one.contains("the question") && one.contains("the answer"));
  }

  @Test
  void liteLlmHoldsResponsesAndMessagesAsWell() throws Exception {
    String response =
        "{\"object\":\"response\",\"id\":\"r\",\"status\":\"completed\",\"output\":[{\"type\":\"message\","
            + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"the answer\"}]}]}";
    assertThat(
            imported()
                .exchanges(
                    "litellm",
                    "{\"id\":\"a\",\"model\":\"m\",\"messages\":\"the question\",\"response\":"
                        + response
                        + "}\n{\"id\":\"b\",\"model\":\"m\",\"messages\":"
                        + CHAT
                        + ",\"response\":"
                        + MESSAGE
                        + "}"))
        .hasSize(2)
        .allMatch(one -> one.contains("the question") && one.contains("the answer"));
  }

  @Test
  void anAnswerThatCameAsAStreamIsPutTogether() throws Exception {
    String events =
        Stream.of("the ", "answer")
                .map(text ->
                    "data: {\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"delta\":{\"role\":\"assistant\",\"content\":\"%s\"}}]}\n\n"
                            .formatted(text))
                .reduce("", String::concat)
            + "data: {\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},"
            + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n";
    String archive =
        "{\"log\":{\"entries\":[{\"request\":{\"method\":\"POST\",\"url\":\"https://x/v1/chat/completions\","
            + "\"postData\":{\"text\":\"%s\"}},\"response\":{\"content\":{\"text\":\"%s\"}}}]}}"
                .formatted(
                    escaped("{\"model\":\"m\",\"stream\":true,\"messages\":" + CHAT + "}"),
                    escaped(events));
    assertThat(imported().exchanges("har", archive))
        .singleElement()
        .asString()
        .contains("the question", "\"text\":\"the answer\"");
  }

  @Test
  void spansHoldMessagesInTheWaysOfBeforeToo() throws Exception {
    String lists =
        attribute("gen_ai.prompt", CHAT)
            + ","
            + attribute(
                "gen_ai.completion", "[{\"role\":\"assistant\",\"content\":\"the answer\"}]");
    String numbered =
        attribute("gen_ai.prompt.0.role", "user")
            + ","
            + attribute("gen_ai.prompt.0.content", "the question")
            + ","
            + attribute("gen_ai.completion.0.role", "assistant")
            + ","
            + attribute("gen_ai.completion.0.content", "the answer")
            + ","
            + attribute("gen_ai.completion.0.tool_calls.0.name", "lookup")
            + ","
            + attribute("gen_ai.completion.0.tool_calls.0.arguments", "{}");
    String inference =
        attribute("llm.input_messages.0.message.role", "user")
            + ","
            + attribute(
                "llm.input_messages.0.message.contents.0.message_content.text", "the question")
            + ","
            + attribute("llm.output_messages.0.message.role", "assistant")
            + ","
            + attribute("llm.output_messages.0.message.content", "the answer")
            + ","
            + attribute(
                "llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "lookup");
    String events =
        event("gen_ai.user.message", attribute("content", "the question"))
            + ","
            + event(
                "gen_ai.choice",
                attribute(
                    "gen_ai.event.content",
                    "{\"index\":0,\"message\":{\"content\":\"the answer\"}}"));
    String details =
        event(
            "gen_ai.client.inference.operation.details",
            attribute(
                    "gen_ai.input.messages",
                    "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"the question\"}]}]")
                + ","
                + attribute(
                    "gen_ai.output.messages",
                    "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"the answer\"}]}]"));

    List<String> exchanges =
        imported()
            .exchanges(
                "otel",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                    + String.join(
                        ",",
                        span("a", lists, ""),
                        span("b", numbered, ""),
                        span("c", inference, ""),
                        span("d", "", events),
                        span("e", "", details),
                        span("f", "", ""))
                    + "]}]}]}");

    assertThat(exchanges)
        .hasSize(5)
        .allMatch(one -> one.contains("the question") && one.contains("the answer"));
    assertThat(exchanges.subList(1, 3)).allMatch(one -> one.contains("\"name\":\"lookup\""));
  }

  @Test
  void aLogThatIsCutOffIsSaidToBe() throws Exception {
    Path whole = Files.write(home.resolve("whole.gz"), zipped("{}"));
    byte[] bytes = Files.readAllBytes(whole);
    for (int length : new int[] {5, bytes.length - 3}) {
      Path cut = Files.write(home.resolve("cut.gz"), Arrays.copyOf(bytes, length));
      CommandRun run = CommandRun.of(home);
      Path output = home.resolve("out.jsonl");
      int code =
          run.run(
              "capture",
              "import",
              "--format",
              "pairs",
              "--output",
              output.toString(),
              cut.toString());
      assertThat(code).isEqualTo(ExitCode.USAGE_OR_IO);
      assertThat(run.err()).contains("begins as a file of gzip, and cannot be unpacked", "cut off");
    }
  }

  private static byte[] zipped(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zipped = new GZIPOutputStream(bytes)) {
      zipped.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aLogMayBeCompressedAndMarked() throws Exception {
    String log =
        "\uFEFF{\"request\":{\"model\":\"m\",\"messages\":"
            + CHAT
            + "},\"response\":"
            + ANSWER
            + "}";
    Path compressed = Files.write(home.resolve("log.jsonl.gz"), zipped(log));
    assertThat(imported().exchanges("pairs", compressed))
        .singleElement()
        .asString()
        .contains("the answer");
    assertThat(imported().exchanges("pairs", log))
        .singleElement()
        .asString()
        .contains("the answer");
  }

  @Test
  void ofSeveralLogsEachPlaceNamesItsOwn() throws Exception {
    Path one =
        Files.writeString(home.resolve("one.jsonl"), "{\"request\":{\"messages\":" + CHAT + "}}");
    Path broken = Files.writeString(home.resolve("broken.jsonl"), "{\n");
    CommandRun run = CommandRun.of(home);
    run.run(
        "capture",
        "import",
        "--format",
        "pairs",
        "--output",
        home.resolve("out.jsonl").toString(),
        one.toString(),
        broken.toString());
    assertThat(run.err()).contains("the first at line 1 of " + broken + ": it is no JSON");
  }

  private static String attribute(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, escaped(value));
  }

  private static String event(String name, String attributes) {
    return "{\"name\":\"%s\",\"attributes\":[%s]}".formatted(name, attributes);
  }

  private static String span(String id, String attributes, String events) {
    return "{\"spanId\":\"%s\",\"attributes\":[%s],\"events\":[%s]}"
        .formatted(id, attributes, events);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private ImportedLogs imported() {
    return new ImportedLogs(home);
  }
}
