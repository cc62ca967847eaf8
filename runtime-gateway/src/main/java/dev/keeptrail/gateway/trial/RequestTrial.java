package dev.keeptrail.gateway.trial;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.gateway.chat.BodyTexts;
import dev.keeptrail.gateway.chat.ChatRequest;
import dev.keeptrail.gateway.chat.ChatRequestReader;
import dev.keeptrail.gateway.chat.UnmaskableTextException;
import dev.keeptrail.gateway.chat.UnreadableToolException;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.ExchangeRunner;
import dev.keeptrail.gateway.exchange.SharedFacts;
import dev.keeptrail.gateway.exchange.ToolGovernance;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the request half of an exchange the way the gateway would: input, then tool results. */
public final class RequestTrial {
  private final PolicyProgram program;
  private final boolean governsTools;

  public RequestTrial(PolicyProgram program) {
    this.program = program;
    this.governsTools = ToolGovernance.of(program.plan(), PolicyKinds.installed().schemas());
  }

  /**
   * What a request comes to that nobody has put a name to.
   *
   * @throws RefusedException when the gateway would not take the body for a request
   */
  public TrialOutcome run(byte[] body) throws RefusedException {
    ChatRequest request = ChatRequestReader.read(body);
    var run = new Run(request);
    try {
      run.judge(Phase.INPUT, request.texts(), List.of());
      if (run.goesOn() && governsTools) {
        List<Fact> results = request.toolResults();
        if (!results.isEmpty()) {
          run.judge(Phase.TOOL, request.textsOf(results), results);
        }
      }
    } catch (UnreadableToolException _) {
      run.settle(Verdict.BLOCK, "gateway.unreadable_tool", null);
    } catch (UnmaskableTextException unmaskable) {
      run.settle(Verdict.BLOCK, "gateway.unmaskable_key", unmaskable.policy());
    }
    return run.outcome();
  }

  /** One request on its way. */
  private final class Run {
    private final RequestFacts facts;
    private final List<Fact> shared;
    private final List<String> redactions = new ArrayList<>();
    private Verdict verdict = Verdict.ALLOW;
    private String reasonCode = "all_policies_passed";
    private @Nullable String policy;

    Run(ChatRequest request) {
      ProviderPlan target = target(request.model());
      String model = target.model() == null ? request.model() : target.model();
      facts = new RequestFacts(request.model(), target.id(), ExchangeRunner.ROUTE, false);
      shared = SharedFacts.of(Claims.NONE, target.id(), target.provider(), model, request.turns());
    }

    private ProviderPlan target(String model) {
      List<ProviderPlan> targets = program.plan().providers();
      return targets.stream()
          .filter(target -> model.equals(target.model()))
          .findFirst()
          .orElse(targets.getFirst());
    }

    void judge(Phase phase, BodyTexts texts, List<Fact> own) throws UnmaskableTextException {
      List<Fact> known = new ArrayList<>(shared);
      known.addAll(own);
      PhaseDecision decision =
          program.evaluate(
              new PhaseContent(phase, facts, texts.segments(), known, texts.unscanned()));
      boolean saysMore = reasonCode.equals("all_policies_passed") && verdict == decision.verdict();
      if (decision.verdict().outranks(verdict) || saysMore) {
        settle(decision.verdict(), decision.reasonCode(), decision.decisivePolicy());
      }
      if (goesOn()) {
        texts.apply(decision.redactions());
        decision.redactions().forEach(edit -> redactions.add(describe(phase, edit, texts)));
      }
    }

    private String describe(Phase phase, Redaction edit, BodyTexts texts) {
      return "%s %s %d-%d %s by %s"
          .formatted(
              phase.word(),
              texts.segments().get(edit.segment()).location().pointer(),
              edit.start(),
              edit.end(),
              edit.category(),
              edit.policy());
    }

    void settle(Verdict settled, String reason, @Nullable String by) {
      verdict = settled;
      reasonCode = reason;
      policy = by;
    }

    boolean goesOn() {
      return verdict == Verdict.ALLOW || verdict == Verdict.REDACT;
    }

    TrialOutcome outcome() {
      return new TrialOutcome(verdict, reasonCode, policy, goesOn() ? redactions : List.of());
    }
  }
}
