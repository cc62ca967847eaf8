package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.listing.AnswerPart;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.mcp.McpAnswer;
import dev.keeptrail.language.rule.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the tools of a list that the caller could not call, and the entries of any list that
 * no policy lets pass. One use, one thread.
 */
final class ListScreening {
  private static final BodyTexts NO_TEXTS = new BodyTexts(List.of(), List.of(), true);

  private final McpAnswer answer;
  private final EventDraft draft;
  private final Recording recording;
  private final PartJudging judging;
  private int hidden;
  private int removed;
  private PartJudging.@Nullable Fall first;

  ListScreening(McpAnswer answer, EventDraft draft, Recording recording, PartJudging judging) {
    this.answer = answer;
    this.draft = draft;
    this.recording = recording;
    this.judging = judging;
  }

  void run() {
    for (int at = answer.entries() - 1; at >= 0; at--) {
      PartJudging.Fall unseen = hides(at);
      if (unseen != null) {
        hidden++;
        remove(at, unseen);
      } else if (!passes(Phase.INPUT, at) || !passes(Phase.OUTPUT, at)) {
        removed++;
      }
    }
    if (first != null) {
      draft.settle(Verdict.REDACT, first.reason(), first.policy());
      draft.transformed(true);
      tag("mcp_tools_hidden", hidden);
      tag(removedTag(), removed);
    }
  }

  private PartJudging.@Nullable Fall hides(int at) {
    if (!answer.listed().equals("tools")) {
      return null;
    }
    String name = answer.toolName(at);
    PartJudging.Fall unreadable = judging.unreadable(name).orElse(null);
    if (unreadable != null) {
      return unreadable;
    }
    Fact call = AnswerPart.tool(at).call(name);
    recording.unjudged(NO_TEXTS, List.of(call));
    return judging.hides(call).map(PartJudging.Fall::of).orElse(null);
  }

  private String removedTag() {
    return switch (answer.listed()) {
      case "tools" -> "mcp_tools_removed";
      case "prompts" -> "mcp_prompts_removed";
      default -> "mcp_resources_removed";
    };
  }

  private void tag(String name, int count) {
    if (count > 0) {
      draft.tag(name, Integer.toString(count));
    }
  }

  private boolean passes(Phase phase, int at) {
    PartJudging.Fall why = judging.falls(phase, () -> answer.textsOfEntry(at)).orElse(null);
    if (why != null) {
      remove(at, why);
    }
    return why == null;
  }

  private void remove(int at, PartJudging.Fall why) {
    first = why;
    answer.removeEntry(at);
  }
}
