package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.pseudonym.PseudonymKey;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.engine.pseudonym.Restoration;
import dev.keeptrail.engine.redaction.StandIns;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.StreamedShape;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.UnmaskableTextException;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.cost.PriceTable;
import dev.keeptrail.gateway.protocol.Protocol;
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
  private final Protocol protocol;
  private final ModelRequest request;
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
      Protocol protocol,
      ModelRequest request,
      Claims claims) {
    this.program = program;
    this.governsTools = governsTools;
    this.prices = prices;
    this.target = target;
    this.protocol = protocol;
    this.request = request;
    this.facts =
        new RequestFacts(request.model(), target.id(), protocol.route(), request.streams());
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

  private @Nullable End judgeToolCalls(ModelAnswer answered) {
    if (!governsTools) {
      return null;
    }
    try {
      List<Fact> calls = answered.toolCalls();
      return calls.isEmpty() ? null : judge(Phase.TOOL, answered.textsOf(calls), calls);
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
    End unscannable = checkUnscannable(texts.unscanned());
    if (unscannable != null) {
      return unscannable;
    }
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

  /** What becomes of parts that nobody has looked at; log probabilities never go out unjudged. */
  private @Nullable End checkUnscannable(List<Unscanned> parts) {
    Unscanned part =
        parts.stream().filter(one -> !one.reason().equals("logprobs")).findFirst().orElse(null);
    if (part == null) {
      return null;
    }
    return switch (program.plan().gateway().onUnscannable()) {
      case ALLOW -> null;
      case FLAG -> {
        draft.tag("unscannable", part.reason());
        yield null;
      }
      case BLOCK -> {
        draft.settle(Verdict.BLOCK, PolicyRefusals.UNSCANNABLE, null);
        yield End.refused(side.blocked(), PolicyRefusals.unscannable(part, side, blockStatus));
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
      ProviderAnswer answer = target.client().complete(protocol, body);
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
    var answered = isJson(answer.contentType()) ? request.answer(answer.body()).orElse(null) : null;
    if (answered == null) {
      return failed(nanos, status, "invalid_response", UpstreamRefusals.notAnAnswer(protocol));
    }
    draft.asked(nanos, status, null, answered.model());
    side = Side.ANSWER;
    pseudonyms = pseudonyms.closed();
    return judgeAnswer(answered, account(answered));
  }

  /** Puts what it cost on record; the fact of it where the provider counted. */
  private List<Fact> account(ModelAnswer answered) {
    TokenCount tokens = answered.tokens().orElse(null);
    DecisionEvent.Cost cost = prices.cost(answered.model(), model, tokens);
    if (tokens == null) {
      draft.spent(null, cost);
      return List.of();
    }
    draft.spent(new DecisionEvent.Usage(tokens.input(), tokens.output(), tokens.total()), cost);
    return List.of(SharedFacts.usage(tokens, cost));
  }

  private End judgeAnswer(ModelAnswer answered, List<Fact> usage) {
    End refused = judgeToolCalls(answered);
    if (refused != null) {
      return refused;
    }
    BodyTexts texts = answerRedacted ? answered.editedTexts() : answered.texts();
    refused = judge(Phase.OUTPUT, texts, usage);
    if (refused != null) {
      return refused;
    }
    var restoration = new Restoration(pseudonyms);
    boolean restored = answered.restore(restoration);
    draft.restored(restoration);
    draft.transformed(answered.dropUnjudged(answerRedacted || restored));
    return deliver(answered);
  }

  private End deliver(ModelAnswer answered) {
    if (!request.streams()) {
      return End.delivered(Delivery.whole(answered.canonical()));
    }
    StreamedShape shape = protocol.streamed().orElseThrow();
    return End.delivered(
        Delivery.stream(shape.events(answered.tree(), request.tree()), shape.endsWithDone()));
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
