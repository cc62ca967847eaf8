package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.Phase;
import java.util.List;

/**
 * One answer that is given out while it comes. Its texts come in any order, each through a channel
 * of its own. Once stopped, nothing more is given out, and what is on record is what the program
 * decides on the texts so far. Confined to one thread.
 */
public final class AnswerStream {
  private final AnswerStreams program;
  private final RequestFacts request;
  private final List<Fact> facts;
  private Verdict verdict = Verdict.ALLOW;

  AnswerStream(AnswerStreams program, RequestFacts request, List<Fact> facts) {
    this.program = program;
    this.request = request;
    this.facts = List.copyOf(facts);
  }

  /** Some rules ask only for what is known before the answer comes. */
  void judgeBefore() {
    List<Redaction> none = judge(List.of(), List.of());
    if (!none.isEmpty()) {
      throw new IllegalStateException("edits of no text");
    }
  }

  /** Begins a text. */
  public TextChannel channel(Location location) {
    return new TextChannel(this, location, program.scan(location));
  }

  /** Whether a policy blocks or escalates, so that nothing more may be given out. */
  public boolean isStopped() {
    return verdict == Verdict.BLOCK || verdict == Verdict.ESCALATE;
  }

  /**
   * The edits of a stretch of text, in which the findings are all that will ever be found; none if
   * the answer is stopped.
   */
  List<Redaction> judge(Segment stretch, List<Finding> findings) {
    return judge(List.of(stretch), findings);
  }

  private List<Redaction> judge(List<Segment> segments, List<Finding> findings) {
    ChainRunner runner = program.runner();
    if (runner == null) {
      return List.of();
    }
    var content = new PhaseContent(Phase.OUTPUT, request, segments, facts, List.of());
    try {
      ChainResult result =
          runner.run(
              new PhaseInput(content, new ScanResult(findings, List.of(), 0), program.failMode()));
      if (result.verdict().outranks(verdict)) {
        verdict = result.verdict();
      }
      return isStopped() ? List.of() : result.redactions();
    } catch (RuntimeException | StackOverflowError e) {
      // The program meets the same failure at the end and puts it on record; nothing passes till
      // then.
      verdict = Verdict.BLOCK;
      return List.of();
    }
  }
}
