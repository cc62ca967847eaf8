package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the transcripts that coding agents keep becomes an exchange. */
final class CaptureImportTranscriptsTest {
  @TempDir Path home;

  @Test
  void aSessionOfClaudeCodeIsOneExchangeForEachAnswer() throws Exception {
    List<String> exchanges =
        imported()
            .exchanges(
                "claude-code",
                """
                {"type":"summary","summary":"about nothing"}
                {"type":"user","uuid":"1","message":{"role":"user","content":"first question"}}
                {"type":"assistant","uuid":"2","message":{"id":"msg_1","model":"claude","role":"assistant","content":[{"type":"text","text":"I look"}]}}
                {"type":"assistant","uuid":"3","message":{"id":"msg_1","model":"claude","role":"assistant","content":[{"type":"tool_use","id":"t1","name":"Read","input":{"path":"one.txt"}}]}}
                {"type":"user","uuid":"4","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"content of one"}]}}
                {"type":"assistant","uuid":"5","message":{"id":"msg_1","model":"claude","role":"assistant","content":[{"type":"tool_use","id":"t2","name":"Bash","input":{"command":"ls"}}],"usage":{"input_tokens":7,"output_tokens":9}}}
                {"type":"user","uuid":"6","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t2","content":"list of files"}]}}
                {"type":"user","uuid":"7","isSidechain":true,"agentId":"a","message":{"role":"user","content":"question of an agent"}}
                {"type":"assistant","uuid":"8","isSidechain":true,"agentId":"a","message":{"id":"msg_a","model":"claude","role":"assistant","content":[{"type":"text","text":"answer to an agent"}]}}
                {"type":"assistant","uuid":"9","message":{"id":"msg_2","model":"claude","role":"assistant","content":[{"type":"text","text":"last answer"}]}}
                {"type":"assistant","uuid":"10","message":{"id":"x","model":"<synthetic>","role":"assistant","content":[{"type":"text","text":"no model said this"}]}}
                """);

    assertThat(exchanges).hasSize(3);
    assertThat(exchanges.get(0))
        .contains("first question", "I look", "one.txt", "\"name\":\"Bash\"")
        .contains("\"total_tokens\":16.0")
        .doesNotContain("content of one", "last answer");
    assertThat(exchanges.get(1))
        .contains("content of one", "list of files", "last answer", "\"name\":\"Read\"")
        .doesNotContain("first question", "I look");
    assertThat(exchanges.get(2)).contains("question of an agent", "answer to an agent");
    assertThat(String.join("", exchanges)).doesNotContain("no model said this");
  }

  @Test
  void whatASessionSumsUpIsNotAskedAgain() throws Exception {
    List<String> exchanges =
        imported()
            .exchanges(
                "claude-code",
                """
                {"type":"user","uuid":"1","message":{"role":"user","content":"first question"}}
                {"type":"assistant","uuid":"2","message":{"id":"msg_1","model":"claude","role":"assistant","content":[{"type":"text","text":"first answer"}]}}
                {"type":"user","uuid":"3","message":{"role":"user","content":"what was refused"}}
                {"type":"user","uuid":"4","isCompactSummary":true,"isVisibleInTranscriptOnly":true,"message":{"role":"user","content":"the summary"}}
                {"type":"user","uuid":"5","isVisibleInTranscriptOnly":true,"message":{"role":"user","content":"only shown"}}
                {"type":"assistant","uuid":"6","message":{"id":"msg_2","model":"claude","role":"assistant","content":[{"type":"text","text":"second answer"}]}}
                """);

    assertThat(exchanges).hasSize(2);
    assertThat(exchanges.get(1))
        .contains("the summary", "second answer")
        .doesNotContain("only shown", "what was refused", "first answer");
  }

  @Test
  void aLineThatStandsInTwoSessionsCountsOnce() throws Exception {
    String first =
        """
        {"type":"user","uuid":"1","message":{"role":"user","content":"question"}}
        {"type":"assistant","uuid":"2","message":{"id":"msg_1","model":"claude","role":"assistant","content":[{"type":"text","text":"answer"}]}}
        """;
    Path one = Files.writeString(home.resolve("one.jsonl"), first);
    Path other =
        Files.writeString(
            home.resolve("other.jsonl"),
            first
                + """
                {"type":"user","uuid":"3","message":{"role":"user","content":"resumed"}}
                {"type":"assistant","uuid":"4","message":{"id":"msg_2","model":"claude","role":"assistant","content":[{"type":"text","text":"gladly"}]}}
                """);

    List<String> exchanges = imported().exchanges("claude-code", one, other);

    assertThat(exchanges).hasSize(2);
    assertThat(exchanges.get(1)).contains("resumed", "gladly");
  }

  @Test
  void aSessionOfCodexIsOneExchangeForEachAnswer() throws Exception {
    List<String> exchanges =
        imported()
            .exchanges(
                "codex",
                """
                {"type":"session_meta","payload":{"id":"s"}}
                {"type":"turn_context","payload":{"model":"gpt-5-codex"}}
                {"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"first question"}],"internal_chat_message_metadata_passthrough":{"turn_id":"own"}}}
                {"type":"event_msg","payload":{"type":"user_message","message":"first question"}}
                {"type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\\"command\\":[\\"ls\\"]}","call_id":"c1"}}
                {"type":"event_msg","payload":{"type":"token_count","info":{"last_token_usage":{"input_tokens":10,"cached_input_tokens":0,"output_tokens":5,"total_tokens":15}}}}
                {"type":"response_item","payload":{"type":"function_call_output","call_id":"c1","output":"list of files"}}
                {"type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"last answer"}]}}
                {"type":"compacted","payload":{"message":"the summary"}}
                {"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"never answered"}]}}
                """);

    assertThat(exchanges).hasSize(3);
    assertThat(exchanges.get(0))
        .contains("gpt-5-codex", "first question", "\"name\":\"shell\"", "\"total_tokens\":15.0")
        .doesNotContain("turn_id", "cached_input_tokens");
    assertThat(exchanges.get(1))
        .contains("list of files", "\"name\":\"shell\"", "last answer")
        .doesNotContain("first question");
    assertThat(exchanges.get(2)).contains("the summary", "never answered");
  }

  private ImportedLogs imported() {
    return new ImportedLogs(home);
  }
}
