package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Counters;
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
import dev.keeptrail.gateway.body.UnmaskableTextException;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.extraction.ContentExtraction;
import dev.keeptrail.gateway.extraction.Extracted;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.routing.Route;
import dev.keeptrail.gateway.stream.AnswerChannels;
import dev.keeptrail.gateway.stream.StreamLimits;
import dev.keeptrail.gateway.stream.StreamedShape;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.price.PriceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange on its way. One use, one thread. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final EventDraft draft;
  private final Recording recording;
  private final PolicyProgram program;
  private final boolean governsTools;
  private final PriceTable prices;
  private final Route route;
  private final Protocol protocol;
  private final ModelRequest request;
  private final Claims claims;
  private final int blockStatus;
  private final CallerStream caller;
  private final Shelf shelf;
  private final Review review;
  private final ContentExtraction extraction;
  private final Mirror mirror;
  private @Nullable ModelAnswer held;
  private Target target;
  private String model;
  private RequestFacts facts;
  private List<Fact> shared;
  private Phase phase = Phase.INPUT;
  private Side side = Side.REQUEST;
  private boolean answerRedacted;
  private Extracted extracted = Extracted.NOTHING;
  private Pseudonyms pseudonyms = Pseudonyms.under(PseudonymKey.random());

  Exchange(
      Recording recording,
      boolean governsTools,
      PriceTable prices,
      Route route,
      Protocol protocol,
      ModelRequest request,
      Claims claims,
      CallerStream caller,
      Shelf shelf,
      Review review,
      ContentExtraction extraction,
      Mirror mirror) {
    this.extraction = extraction;
    this.mirror = mirror;
    this.caller = caller;
    this.review = review;
    this.shelf = shelf;
    this.draft = new EventDraft(route.isManaged(), recording);
    this.recording = recording;
    this.program = recording.program();
    this.governsTools = governsTools;
    this.prices = prices;
    this.route = route;
    this.protocol = protocol;
    this.request = request;
    this.claims = claims;
    this.blockStatus = this.program.plan().gateway().blockStatus();
    this.target = route.first();
    this.model = modelFor(target, request);
    this.facts =
        new RequestFacts(request.model(), target.id(), protocol.route(), request.streams());
    this.shared = SharedFacts.of(claims, target, model, request.turns());
  }

  /** The target that was asked last, or would have been asked. */
  Target target() {
    return target;
  }

  EventDraft draft() {
    return draft;
  }

  End run() {
    try {
      Standing.Why worthless = review.worthless().orElse(null);
      if (worthless != null) {
        return unapproved(worthless);
      }
      extracted = extraction.extract(request.texts().segments());
      extracted.marks().forEach(draft::tag);
      End refused = judge(Phase.INPUT, withPages(request.texts()), extracted.facts());
      if (refused == null) {
        refused = judgeToolResults();
      }
      return refused == null ? ask() : refused;
    } catch (RuntimeException | Error failure) {
      // A bug of ours, or no memory left, must not let anything through unjudged: it blocks and is
      // on record.
      LOG.error("exchange failed in phase {}: {}", phase.word(), Sketch.of(failure));
      draft.faulted(phase.word(), failure.getClass().getSimpleName());
      if (caller.isBegun()) {
        draft.wentOut();
      }
      return End.refused(side.blocked(), PolicyRefusals.internal());
    }
  }

  /** A request is judged with the pages that it names. */
  private BodyTexts withPages(BodyTexts texts) {
    return texts.beside(extracted.documents());
  }

  /** The escalation that the caller refers to is worth nothing: neither is the request. */
  private End unapproved(Standing.Why why) {
    boolean open = why == Standing.Why.OPEN;
    draft.settle(open ? Verdict.ESCALATE : Verdict.BLOCK, PolicyRefusals.reason(why), null);
    return End.refused(
        open ? Outcome.ESCALATED : Outcome.INPUT_BLOCKED,
        PolicyRefusals.unapproved(why, blockStatus));
  }

  private @Nullable End judgeToolResults() {
    if (!governsTools) {
      recording.toolResults(request);
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
      return judge(Phase.TOOL, answered.textsOf(calls), known);
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
    PhaseContent content = content(texts, own);
    PhaseDecision decision = review.lift(program.evaluate(content));
    draft.judged(decision, texts.segments());
    End unscannable = checkUnscannable(texts.unscanned());
    if (unscannable != null) {
      return unscannable;
    }
    answerRedacted |= side == Side.ANSWER && !decision.redactions().isEmpty();
    return switch (decision.verdict()) {
      case BLOCK -> End.refused(side.blocked(), PolicyRefusals.of(decision, side, blockStatus));
      case ESCALATE ->
          End.escalated(
              PolicyRefusals.of(decision, side, blockStatus),
              review.pending(decision, program.plan(), heldBack()));
      case ALLOW, REDACT -> {
        pseudonyms = pseudonyms.with(StandIns.issued(content, decision.redactions()));
        yield edit(texts, decision);
      }
    };
  }

  /** The answer as it stands, where one is judged that has come to its end. */
  private byte @Nullable [] heldBack() {
    ModelAnswer answered = held;
    return answered == null ? null : StrictJson.write(answered.tree());
  }

  private PhaseContent content(BodyTexts texts, List<Fact> own) {
    List<Fact> known = new ArrayList<>(shared);
    known.addAll(own);
    return new PhaseContent(
        phase,
        facts,
        texts.segments(),
        known,
        texts.unscanned(),
        references(),
        pseudonyms.beside(besides()));
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
    ModelAnswer back = review.heldAnswer().flatMap(request::answer).orElse(null);
    if (back != null) {
      return release(back);
    }
    ModelAnswer kept = shelf.find(target.id(), protocol.route(), model, request).orElse(null);
    return kept == null ? askTargets() : again(kept);
  }

  /** An answer that was held back and approved is judged by the pack that is in force now. */
  private End release(ModelAnswer back) {
    if (!review.use()) {
      return unapproved(Standing.Why.USED);
    }
    draft.released(prices.nothing());
    answers();
    End refused = judgeAnswer(back, List.of());
    return refused == null ? deliver(back) : refused;
  }

  /** An answer that was kept is judged as if it came now, and costs nothing. */
  private End again(ModelAnswer kept) {
    draft.kept(prices.nothing());
    answers();
    End refused = judgeAnswer(kept, List.of());
    return refused == null ? deliver(kept) : refused;
  }

  /** Somebody else may get a copy of what the target gets; nobody waits for it. */
  private void copy() {
    if (mirror.isChosen()) {
      byte[] body = request.upstreamBody(request.model());
      String receiver = mirror.offer(new Mirror.Copy(protocol, body, claims, extracted));
      if (receiver != null) {
        draft.tag("mirrored", receiver);
      }
    }
  }

  private End askTargets() {
    copy();
    Asking.Result result =
        new Asking(route, protocol, request, draft, this::mayStream, this::judgeFor).run();
    LiveAnswer begun = result.begun();
    if (begun != null) {
      return live(begun);
    }
    ModelAnswer answered = result.answer();
    if (answered == null) {
      return End.refused(Outcome.UPSTREAM_ERROR, Objects.requireNonNull(result.refusal()));
    }
    answers();
    End refused = judgeAnswer(answered, account(answered));
    return refused == null ? deliver(answered) : refused;
  }

  /** From here on it is the answer that is judged. */
  private void answers() {
    side = Side.ANSWER;
    phase = Phase.OUTPUT;
    pseudonyms = pseudonyms.closed();
  }

  /**
   * Whether the answer can go out while it comes. Originals of pseudonyms come back in the whole
   * answer only: what stands for one may come in pieces.
   */
  private boolean mayStream() {
    return request.streams()
        && !review.isReferredTo()
        && program.answers().isRealtime()
        && new Restoration(pseudonyms).isEmpty();
  }

  private End live(LiveAnswer begun) {
    answers();
    return new LiveDelivery(begun, protocol, request, draft, route, caller, new LiveJudging())
        .run();
  }

  /** What giving an answer out while it comes needs of the exchange. */
  private final class LiveJudging implements LiveDelivery.Judging {
    @Override
    public AnswerChannels channels() {
      return new AnswerChannels(program.answers().begin(facts, shared), StreamLimits.DEFAULT);
    }

    @Override
    public PhaseDecision decide(BodyTexts texts) {
      return program.evaluate(content(texts, List.of()));
    }

    @Override
    public boolean governsTools() {
      return governsTools;
    }

    @Override
    public boolean refusesUnscanned() {
      return program.plan().gateway().onUnscannable() == OnUnscannable.BLOCK;
    }

    @Override
    public @Nullable End judge(ModelAnswer answered) {
      return judgeAnswer(answered, account(answered));
    }

    @Override
    public @Nullable End judgeSoFar(BodyTexts texts) {
      return Exchange.this.judge(Phase.OUTPUT, texts, List.of());
    }
  }

  /**
   * Judges the request, as it stands after all edits, for another target. What policies mask for it
   * is masked; where they refuse, it is not asked, and that is all that comes of it.
   */
  private boolean judgeFor(Target next) {
    Target before = target;
    face(next);
    boolean allowed =
        clears(Phase.INPUT, withPages(request.editedTexts()), extracted.facts()) && clearsTools();
    if (!allowed) {
      face(before);
    }
    return allowed;
  }

  private boolean clearsTools() {
    if (!governsTools) {
      return true;
    }
    try {
      List<Fact> results = request.toolResults();
      return results.isEmpty() || clears(Phase.TOOL, request.textsOf(results), results);
    } catch (UnreadableToolException _) {
      return false;
    }
  }

  private boolean clears(Phase judged, BodyTexts texts, List<Fact> own) {
    phase = judged;
    PhaseContent content = content(texts, own);
    PhaseDecision decision = program.evaluate(content);
    if (decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE) {
      return false;
    }
    if (decision.redactions().isEmpty()) {
      return true;
    }
    draft.judged(decision, texts.segments());
    pseudonyms = pseudonyms.with(StandIns.issued(content, decision.redactions()));
    try {
      draft.transformed(texts.apply(decision.redactions()));
      return true;
    } catch (UnmaskableTextException _) {
      return false;
    }
  }

  /** Takes a target for the one that is asked. */
  private void face(Target asked) {
    shelf.forget();
    target = asked;
    model = modelFor(asked, request);
    facts = new RequestFacts(request.model(), asked.id(), protocol.route(), request.streams());
    shared = SharedFacts.of(claims, asked, model, request.turns());
  }

  /** The model that a target is asked for. */
  static String modelFor(Target target, ModelRequest request) {
    String own = target.model();
    return own == null ? request.model() : own;
  }

  /** Puts what it cost on record; the fact of it where the provider counted. */
  private List<Fact> account(ModelAnswer answered) {
    Spending spending = Spending.of(request, answered, model, prices);
    draft.spent(spending.usage(), spending.cost());
    return spending.facts();
  }

  /** The end of the exchange when the answer is refused. */
  private @Nullable End judgeAnswer(ModelAnswer answered, List<Fact> usage) {
    byte[] copy = shelf.copy(answered);
    held = answered;
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
    shelf.leave(copy);
    return null;
  }

  private End deliver(ModelAnswer answered) {
    if (!request.streams()) {
      return End.delivered(Delivery.whole(answered.canonical()));
    }
    StreamedShape shape = protocol.streamed().orElseThrow();
    return End.delivered(
        Delivery.stream(shape.events(answered.tree(), request.tree()), shape.endsWithDone()));
  }
}
