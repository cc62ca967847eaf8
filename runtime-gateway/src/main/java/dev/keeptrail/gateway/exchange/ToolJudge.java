package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what tools answered and what a model asks of them, where the pack has policies for that.
 * One use, one thread.
 */
final class ToolJudge {
  private final PhaseJudge judge;
  private final ModelRequest request;
  private final Recording recording;
  private final boolean governs;

  /**
   * @param governs whether the pack has policies in the tool phase; without, calls and results are
   *     judged as texts of the other phases only
   */
  ToolJudge(PhaseJudge judge, ModelRequest request, Recording recording, boolean governs) {
    this.judge = judge;
    this.request = request;
    this.recording = recording;
    this.governs = governs;
  }

  boolean governs() {
    return governs;
  }

  /** The end of the exchange when what a request brings from tools is refused. */
  @Nullable End results() {
    if (!governs) {
      recording.toolResults(request);
      return null;
    }
    try {
      List<Fact> results = request.toolResults();
      return results.isEmpty() ? null : judge.judge(Phase.TOOL, request.textsOf(results), results);
    } catch (UnreadableToolException unreadable) {
      return judge.unreadable(unreadable);
    }
  }

  /** Whether what a request brings from tools may go to another target. */
  boolean clearsResults() {
    if (!governs) {
      return true;
    }
    try {
      List<Fact> results = request.toolResults();
      return results.isEmpty() || judge.clears(Phase.TOOL, request.textsOf(results), results);
    } catch (UnreadableToolException _) {
      return false;
    }
  }

  /** The end of the exchange when what the model asks of tools is refused. */
  @Nullable End calls(ModelAnswer answered) {
    if (!governs) {
      recording.toolCalls(request, answered);
      return null;
    }
    try {
      List<Fact> calls = answered.toolCalls();
      if (calls.isEmpty()) {
        return null;
      }
      List<Fact> known = new ArrayList<>(calls);
      known.addAll(Counters.ofResults(request.toolResults()));
      return judge.judge(Phase.TOOL, answered.textsOf(calls), known);
    } catch (UnreadableToolException unreadable) {
      return judge.unreadable(unreadable);
    }
  }
}
