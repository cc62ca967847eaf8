package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.pseudonym.PseudonymKey;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.engine.pseudonym.Restoration;
import dev.keeptrail.engine.redaction.StandIns;
import dev.keeptrail.gateway.chat.BodyTexts;
import dev.keeptrail.gateway.chat.ChatCompletion;
import dev.keeptrail.gateway.chat.ChatRequest;
import dev.keeptrail.gateway.chat.TokenCount;
import dev.keeptrail.gateway.chat.UnmaskableTextException;
import dev.keeptrail.gateway.chat.UnreadableToolException;
import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.gateway.provider.ProviderAnswer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange on its way. One use, one thread. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final EventDraft draft = new EventDraft();
  private final PolicyProgram program;
  private final boolean governsTools;
  private final PriceTable prices;
  private final Target target;
  private final ChatRequest request;
  private final RequestFacts facts;
  private final String model;
  private final List<Fact> shared;
  private final int blockStatus;
  private Phase phase = Phase.INPUT;
  private Side side = Side.REQUEST;
  private boolean answerRedacted;
  private Pseudonyms pseudonyms = Pseudonyms.under(PseudonymKey.random());

  Exchange(
      PolicyProgram program,
      boolean governsTools,
      PriceTable prices,
      Target target,
      ChatRequest request,
      Claims claims) {
    this.program = program;
    this.governsTools = governsTools;
    this.prices = prices;
    this.target = target;
    this.request = request;
    this.facts = new RequestFacts(request.model(), target.id(), ExchangeRunner.ROUTE, false);
    this.model = target.model() == null ? request.model() : target.model();
    this.shared = SharedFacts.of(claims, target, model, request.turns());
    this.blockStatus = program.plan().gateway().blockStatus();
  }

  EventDraft draft() {
    return draft;
  }

  End run() {
    try {
      End refused = judge(Phase.INPUT, request.texts(), List.of());
      if (refused == null) {
        refused = judgeToolResults();
      }
      return refused == null ? ask() : refused;
    } catch (RuntimeException | Error failure) {
      // A bug of ours, or no memory left, must not let anything through unjudged: it blocks and is
      // on record.
      LOG.error("exchange failed in phase {}: {}", phase.word(), Sketch.of(failure));
      draft.faulted(phase.word(), failure.getClass().getSimpleName());
      return End.refused(side.blocked(), PolicyRefusals.internal());
    }
  }

  private @Nullable End judgeToolResults() {
    if (!governsTools) {
      return null;
    }
    try {
      List<Fact> results = request.toolResults();
      return results.isEmpty() ? null : judge(Phase.TOOL, request.textsOf(results), results);
    } catch (UnreadableToolException unreadable) {
      return unreadable(unreadable);
    }
  }

  private @Nullable End judgeToolCalls(ChatCompletion completion) {
    if (!governsTools) {
      return null;
    }
    try {
      List<Fact> calls = completion.toolCalls();
      return calls.isEmpty() ? null : judge(Phase.TOOL, completion.textsOf(calls), calls);
    } catch (UnreadableToolException unreadable) {
      return unreadable(unreadable);
    }
  }

  private End unreadable(UnreadableToolException unreadable) {
    draft.settle(Verdict.BLOCK, PolicyRefusals.UNREADABLE_TOOL, null);
    return End.refused(side.blocked(), PolicyRefusals.unreadable(unreadable, side, blockStatus));
  }

  /** Judges one phase and carries out its edits; the end of the exchange when it is refused. */
  private @Nullable End judge(Phase judged, BodyTexts texts, List<Fact> own) {
    phase = judged;
    List<Fact> known = new ArrayList<>(shared);
    known.addAll(own);
    var content =
        new PhaseContent(
            phase,
            facts,
            texts.segments(),
            known,
            texts.unscanned(),
            references(),
            pseudonyms.beside(besides()));
    PhaseDecision decision = program.evaluate(content);
    draft.judged(decision, texts.segments());
    answerRedacted |= side == Side.ANSWER && !decision.redactions().isEmpty();
    return switch (decision.verdict()) {
      case BLOCK -> End.refused(side.blocked(), PolicyRefusals.of(decision, side, blockStatus));
      case ESCALATE ->
          End.refused(Outcome.ESCALATED, PolicyRefusals.of(decision, side, blockStatus));
      case ALLOW, REDACT -> {
        pseudonyms = pseudonyms.with(StandIns.issued(content, decision.redactions()));
        yield edit(texts, decision);
      }
    };
  }

  /** The request's texts as they came, for a phase that sees a part of the exchange only. */
  private List<String> besides() {
    return phase == Phase.INPUT
        ? List.of()
        : request.texts().segments().stream().map(Segment::text).toList();
  }

  /** An answer is held against what was asked: an application's instructions may come back. */
  private List<Segment> references() {
    return side == Side.ANSWER ? request.texts().segments() : List.of();
  }

  private @Nullable End edit(BodyTexts texts, PhaseDecision decision) {
    try {
      draft.transformed(texts.apply(decision.redactions()));
      return null;
    } catch (UnmaskableTextException unmaskable) {
      draft.settle(Verdict.BLOCK, PolicyRefusals.UNMASKABLE, unmaskable.policy());
      return End.refused(side.blocked(), PolicyRefusals.unmaskable(unmaskable, side, blockStatus));
    }
  }

  private End ask() {
    byte[] body = request.upstreamBody(model);
    long start = System.nanoTime();
    try {
      ProviderAnswer answer = target.client().complete(body);
      long nanos = System.nanoTime() - start;
      target.called(answer.status() >= 500);
      return read(answer, nanos);
    } catch (ProviderException failed) {
      target.called(true);
      return failed(
          System.nanoTime() - start,
          null,
          failed.kind().word(),
          UpstreamRefusals.of(failed.kind()));
    }
  }

  private End read(ProviderAnswer answer, long nanos) {
    int status = answer.status();
    if (status < 200 || status > 299) {
      return failed(nanos, status, "status_" + status, UpstreamRefusals.of(answer));
    }
    var completion =
        isJson(answer.contentType())
            ? ChatCompletion.parse(answer.body(), request.tools()).orElse(null)
            : null;
    if (completion == null) {
      return failed(nanos, status, "invalid_response", UpstreamRefusals.notACompletion());
    }
    draft.asked(nanos, status, null, completion.model());
    side = Side.ANSWER;
    pseudonyms = pseudonyms.closed();
    return judgeAnswer(completion, account(completion));
  }

  /** Puts what it cost on record; the fact of it where the provider counted. */
  private List<Fact> account(ChatCompletion completion) {
    TokenCount tokens = completion.tokens().orElse(null);
    DecisionEvent.Cost cost = prices.cost(completion.model(), model, tokens);
    if (tokens == null) {
      draft.spent(null, cost);
      return List.of();
    }
    draft.spent(new DecisionEvent.Usage(tokens.input(), tokens.output(), tokens.total()), cost);
    return List.of(SharedFacts.usage(tokens, cost));
  }

  private End judgeAnswer(ChatCompletion completion, List<Fact> usage) {
    End refused = judgeToolCalls(completion);
    if (refused != null) {
      return refused;
    }
    BodyTexts texts = answerRedacted ? completion.editedTexts() : completion.texts();
    refused = judge(Phase.OUTPUT, texts, usage);
    if (refused != null) {
      return refused;
    }
    var restoration = new Restoration(pseudonyms);
    boolean restored = completion.restore(restoration);
    draft.restored(restoration);
    draft.transformed(completion.dropLogProbabilities(answerRedacted || restored));
    return End.delivered(completion.canonical());
  }

  private End failed(long nanos, @Nullable Integer status, String error, Refusal refusal) {
    draft.asked(nanos, status, error, null);
    return End.refused(Outcome.UPSTREAM_ERROR, refusal);
  }

  private static boolean isJson(String contentType) {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.startsWith("application/json;");
  }
}
