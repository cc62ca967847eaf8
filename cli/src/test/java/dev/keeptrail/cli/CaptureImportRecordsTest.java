package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenTelemetry's log records: a chat in one of them, or one of them for each message. */
final class CaptureImportRecordsTest {
  private static final String ASKED = body(text("content", "the question"));
  private static final String CHOSEN =
      body(
          "{'key':'index','value':{'intValue':'0'}}",
          "{'key':'message','value':{'kvlistValue':{'values':["
              + text("role", "assistant")
              + ","
              + text("content", "the answer")
              + "]}}}");

  @TempDir Path home;

  @Test
  void messagesOfOneSpanAreAChatThatEndsWithItsChoice() throws Exception {
    String call =
        "{'key':'tool_calls','value':{'arrayValue':{'values':[{'kvlistValue':{'values':["
            + text("id", "c")
            + ","
            + text("type", "function")
            + ",{'key':'function','value':{'kvlistValue':{'values':["
            + text("name", "lookup")
            + ","
            + text("arguments", "{}")
            + "]}}}]}}]}}}";
    List<String> exchanges =
        imported(
            named("s", "gen_ai.system.message", body(text("content", "the rule"))),
            named("s", "gen_ai.user.message", ASKED),
            named("other", "gen_ai.user.message", body(text("content", "what is not answered"))),
            named("s", "gen_ai.assistant.message", body(call)),
            named("s", "gen_ai.tool.message", body(text("id", "c"), text("content", "found it"))),
            named("s", "gen_ai.choice", CHOSEN));

    assertThat(exchanges).hasSize(2);
    assertThat(exchanges.getFirst())
        .contains("\"id\":\"s\"", "the rule", "the question", "lookup", "found it", "the answer")
        .doesNotContain("event.name", "what is not answered");
    assertThat(exchanges.getLast()).contains("\"id\":\"other\"", "what is not answered");
  }

  @Test
  void aRecordMayHoldAWholeChat() throws Exception {
    String message =
        "{'arrayValue':{'values':[{'kvlistValue':{'values':[%s,{'key':'parts','value':"
            + "{'arrayValue':{'values':[{'kvlistValue':{'values':[%s,%s]}}]}}}]}}]}}";
    String details =
        "{'spanId':'s','eventName':'gen_ai.client.inference.operation.details','attributes':["
            + text("gen_ai.request.model", "gpt-5.2")
            + ",{'key':'gen_ai.input.messages','value':"
            + message.formatted(
                text("role", "user"), text("type", "text"), text("content", "the question"))
            + "},{'key':'gen_ai.output.messages','value':"
            + message.formatted(
                text("role", "assistant"), text("type", "text"), text("content", "the answer"))
            + "}]}";

    assertThat(imported(details, named("s", "gen_ai.evaluation.result", "{}")))
        .singleElement()
        .asString()
        .contains("gpt-5.2", "the question", "the answer");
  }

  @Test
  void anEarlierNameOfAnEventIsAnAttribute() throws Exception {
    String asked =
        "{'spanId':'s','attributes':["
            + text("event.name", "gen_ai.user.message")
            + ","
            + text("user.id", "ann")
            + "],'body':"
            + ASKED
            + "}";

    assertThat(imported(asked, named("s", "gen_ai.choice", CHOSEN)))
        .singleElement()
        .asString()
        .contains("the question", "the answer", "ann");
  }

  @Test
  void aMessageWithoutItsSpanIsSaidToBeThat() throws Exception {
    String lost = "{'eventName':'gen_ai.user.message','body':" + ASKED + "}";

    assertThat(new ImportedLogs(home).refused("otel", export(lost)))
        .contains("the first at line 1 record 0: a message without its span");
  }

  private List<String> imported(String... records) throws Exception {
    // One record a line, as collectors write files.
    StringBuilder lines = new StringBuilder();
    for (String one : records) {
      lines.append(export(one)).append('\n');
    }
    return new ImportedLogs(home)
        .exchanges("otel", Files.writeString(home.resolve("logs.jsonl"), lines));
  }

  private static String export(String logged) {
    return ("{'resourceLogs':[{'scopeLogs':[{'logRecords':[" + logged + "]}]}]}")
        .replace('\'', '"');
  }

  private static String named(String span, String name, String body) {
    return "{'traceId':'t','spanId':'%s','eventName':'%s','attributes':[%s],'body':%s}"
        .formatted(span, name, text("gen_ai.system", "openai"), body);
  }

  private static String body(String... members) {
    return "{'kvlistValue':{'values':[" + String.join(",", members) + "]}}";
  }

  private static String text(String key, String value) {
    return "{'key':'%s','value':{'stringValue':'%s'}}".formatted(key, value);
  }
}
