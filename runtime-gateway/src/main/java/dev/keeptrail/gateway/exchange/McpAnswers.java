package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.conversation.ToolConversations;
import dev.keeptrail.gateway.mcp.McpAnswer;
import dev.keeptrail.gateway.mcp.McpMemory;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server answers on its way to the caller: what does not pass is taken out, the rest is
 * judged, and what the caller only carries is sealed. One use, one thread.
 */
final class McpAnswers {
  private final EventDraft draft;
  private final Recording recording;
  private final McpJudge judge;
  private final McpQuestions questions;
  private final McpGate gate;
  private final McpMemory memory;
  private final String origin;

  McpAnswers(
      EventDraft draft,
      Recording recording,
      McpJudge judge,
      McpQuestions questions,
      McpGate gate,
      McpMemory memory,
      String origin) {
    this.draft = draft;
    this.recording = recording;
    this.judge = judge;
    this.questions = questions;
    this.gate = gate;
    this.memory = memory;
    this.origin = origin;
  }

  /**
   * The end of the exchange where the answer does not pass; null where it does.
   *
   * @param call that it answers, for what it costs; null for none
   */
  @Nullable McpEnd judge(McpAnswer answer, ToolConversations.@Nullable Call call) {
    judge.hold(answer);
    draft.transformed(answer.teach(memory, origin));
    draft.transformed(answer.withoutOtherCapabilities(questions::mayListen));
    if (recording.program().plan().gateway().onUnscannable() == OnUnscannable.BLOCK) {
      withoutIcons(answer);
    }
    McpEnd refused = judge.judge(Phase.INPUT, answer.texts(), List.of());
    if (refused == null) {
      refused = judgeTools(answer, call);
    }
    if (refused == null) {
      refused = judge.judge(Phase.OUTPUT, answer.texts(), List.of());
    }
    if (refused == null) {
      new ListScreening(answer, draft, recording, judge).run();
    }
    return refused;
  }

  /** Nobody looks at them, and nothing but a picture on a screen depends on them. */
  private void withoutIcons(McpAnswer answer) {
    int removed = answer.withoutEmbeddedIcons();
    if (removed > 0) {
      draft.transformed(true);
      draft.tag("mcp_icons_removed", Integer.toString(removed));
    }
  }

  private @Nullable McpEnd judgeTools(McpAnswer answer, ToolConversations.@Nullable Call call) {
    try {
      if (answer.isQuestion()) {
        return questions.judge(answer);
      }
      List<Fact> results = answer.results();
      results.forEach(result -> count(result, call));
      return results.isEmpty() ? null : judge.judgeTool(answer.textsOfResults(), results);
    } catch (UnreadableToolException unreadable) {
      return judge.unreadable(unreadable);
    }
  }

  private static void count(Fact result, ToolConversations.@Nullable Call call) {
    if (call != null && result.fields().get("text") instanceof Value.Text(String text)) {
      call.answered(text);
    }
  }

  /** The answer as the caller gets it, and with it the questions. */
  byte[] sent(McpAnswer answer) {
    questions.asked();
    answer.seal(memory.states(), gate.owner());
    return answer.canonical();
  }
}
