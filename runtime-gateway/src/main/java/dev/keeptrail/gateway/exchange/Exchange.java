package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.gateway.chat.BodyTexts;
import dev.keeptrail.gateway.chat.ChatCompletion;
import dev.keeptrail.gateway.chat.ChatRequest;
import dev.keeptrail.gateway.chat.TokenCount;
import dev.keeptrail.gateway.chat.UnmaskableTextException;
import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.gateway.provider.ProviderAnswer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange on its way. One use, one thread. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final EventDraft draft = new EventDraft();
  private final PolicyProgram program;
  private final PriceTable prices;
  private final Target target;
  private final ChatRequest request;
  private final RequestFacts facts;
  private final int blockStatus;
  private Phase phase = Phase.INPUT;
  private boolean answerRedacted;

  Exchange(PolicyProgram program, PriceTable prices, Target target, ChatRequest request) {
    this.program = program;
    this.prices = prices;
    this.target = target;
    this.request = request;
    this.facts = new RequestFacts(request.model(), target.id(), ExchangeRunner.ROUTE, false);
    this.blockStatus = program.plan().gateway().blockStatus();
  }

  EventDraft draft() {
    return draft;
  }

  End run() {
    try {
      End refused = judge(request.texts());
      return refused == null ? ask() : refused;
    } catch (RuntimeException | Error failure) {
      // A bug of ours, or no memory left, must not let anything through unjudged: it blocks and is
      // on record.
      LOG.error("exchange failed in phase {}: {}", phase.word(), Sketch.of(failure));
      draft.faulted(phase.word(), failure.getClass().getSimpleName());
      return End.refused(blocked(), PolicyRefusals.internal());
    }
  }

  private @Nullable End judge(BodyTexts texts) {
    PhaseDecision decision =
        program.evaluate(new PhaseContent(phase, facts, texts.segments(), texts.unscanned()));
    draft.judged(decision, texts.segments());
    answerRedacted = phase == Phase.OUTPUT && !decision.redactions().isEmpty();
    return switch (decision.verdict()) {
      case BLOCK -> End.refused(blocked(), PolicyRefusals.of(decision, blockStatus));
      case ESCALATE -> End.refused(Outcome.ESCALATED, PolicyRefusals.of(decision, blockStatus));
      case ALLOW, REDACT -> edit(texts, decision);
    };
  }

  private @Nullable End edit(BodyTexts texts, PhaseDecision decision) {
    try {
      draft.transformed(texts.apply(decision.redactions()));
      return null;
    } catch (UnmaskableTextException unmaskable) {
      draft.settle(Verdict.BLOCK, PolicyRefusals.UNMASKABLE, unmaskable.policy());
      return End.refused(blocked(), PolicyRefusals.unmaskable(unmaskable, phase, blockStatus));
    }
  }

  private End ask() {
    String model = target.model() == null ? request.model() : target.model();
    byte[] body = request.upstreamBody(model);
    long start = System.nanoTime();
    try {
      ProviderAnswer answer = target.client().complete(body);
      long nanos = System.nanoTime() - start;
      target.called(answer.status() >= 500);
      return read(answer, model, nanos);
    } catch (ProviderException failed) {
      target.called(true);
      return failed(
          System.nanoTime() - start,
          null,
          failed.kind().word(),
          UpstreamRefusals.of(failed.kind()));
    }
  }

  private End read(ProviderAnswer answer, String model, long nanos) {
    int status = answer.status();
    if (status < 200 || status > 299) {
      return failed(nanos, status, "status_" + status, UpstreamRefusals.of(answer));
    }
    var completion =
        isJson(answer.contentType()) ? ChatCompletion.parse(answer.body()).orElse(null) : null;
    if (completion == null) {
      return failed(nanos, status, "invalid_response", UpstreamRefusals.notACompletion());
    }
    draft.asked(nanos, status, null, completion.model());
    account(completion, model);
    return judgeAnswer(completion);
  }

  private void account(ChatCompletion completion, String model) {
    TokenCount tokens = completion.tokens().orElse(null);
    draft.spent(
        tokens == null
            ? null
            : new DecisionEvent.Usage(tokens.input(), tokens.output(), tokens.total()),
        prices.cost(completion.model(), model, tokens));
  }

  private End judgeAnswer(ChatCompletion completion) {
    phase = Phase.OUTPUT;
    End refused = judge(completion.texts());
    if (refused != null) {
      return refused;
    }
    draft.transformed(completion.dropLogProbabilities(answerRedacted));
    return End.delivered(completion.canonical());
  }

  private End failed(long nanos, @Nullable Integer status, String error, Refusal refusal) {
    draft.asked(nanos, status, error, null);
    return End.refused(Outcome.UPSTREAM_ERROR, refusal);
  }

  private Outcome blocked() {
    return phase == Phase.OUTPUT ? Outcome.OUTPUT_BLOCKED : Outcome.INPUT_BLOCKED;
  }

  private static boolean isJson(String contentType) {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.startsWith("application/json;");
  }
}
