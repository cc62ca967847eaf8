package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.document.Documents;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.pseudonym.Restoration;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.extraction.ContentExtraction;
import dev.keeptrail.gateway.extraction.Extracted;
import dev.keeptrail.gateway.opinion.Consultation;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.repeat.RefusedBefore;
import dev.keeptrail.gateway.repeat.RefusedRequests;
import dev.keeptrail.gateway.routing.Route;
import dev.keeptrail.gateway.routing.TargetHealth;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange on its way: the request is judged, a target answers it, or an answer is there
 * already, and the answer is judged and delivered. One use, one thread.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final EventDraft draft;
  private final PolicyProgram program;
  private final PriceTable prices;
  private final Route route;
  private final Protocol protocol;
  private final ModelRequest request;
  private final Claims claims;
  private final CallerStream caller;
  private final Shelf shelf;
  private final Review review;
  private final Repeat repeat;
  private final ContentExtraction extraction;
  private final Function<List<Segment>, List<Fact>> repetitions;
  private final Function<Recall, List<Fact>> consents;
  private final Consultation judges;
  private final Mirror mirror;
  private final PhaseJudge judge;
  private final ToolJudge tools;
  private final Recall recall = new Recall();
  private Extracted extracted = Extracted.NOTHING;

  /** Whether nobody waits any more for a consent to be confirmed. */
  private boolean unconfirmed;

  /** What is known of the request beside its texts, for whatever target it is judged. */
  private List<Fact> known = List.of();

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
      Repeat repeat,
      ContentExtraction extraction,
      Function<List<Segment>, List<Fact>> repetitions,
      Function<Recall, List<Fact>> consents,
      Consultation judges,
      Mirror mirror) {
    this.extraction = extraction;
    this.repetitions = repetitions;
    this.consents = consents;
    this.mirror = mirror;
    this.judges = judges;
    this.caller = caller;
    this.review = review;
    this.repeat = repeat;
    this.shelf = shelf;
    this.draft = new EventDraft(route.isManaged(), recording);
    this.program = recording.program();
    this.prices = prices;
    this.route = route;
    this.protocol = protocol;
    this.request = request;
    this.claims = claims;
    this.judge = new PhaseJudge(draft, program, request, review, judges, addressee(route.first()));
    this.tools = new ToolJudge(judge, request, recording, governsTools);
  }

  private Addressee addressee(Target target) {
    return Addressee.of(target, request, protocol, claims);
  }

  /** The target that was asked last, or would have been asked. */
  Target target() {
    return judge.addressee().target();
  }

  EventDraft draft() {
    return draft;
  }

  End run() {
    try {
      draft.transformed(request.isLessened());
      Standing.Why worthless = review.worthless().orElse(null);
      if (worthless != null) {
        return unapproved(worthless);
      }
      caller.whenGone(recall::call);
      judges.until(recall);
      extracted = extraction.extract(request.texts().segments(), recall);
      extracted.marks().forEach(draft::tag);
      known = known();
      End refused = judge.judge(Phase.INPUT, withPages(request.texts()), known);
      if (refused == null) {
        refused = tools.results();
      }
      if (isGivenUp()) {
        return withoutAnswer();
      }
      return refused == null ? ask() : refused;
    } catch (RuntimeException | Error failure) {
      // A bug of ours, or no memory left, must not let anything through unjudged: it blocks and is
      // on record.
      LOG.error("exchange failed in phase {}: {}", judge.phase().word(), Sketch.of(failure));
      draft.faulted(judge.phase().word(), failure.getClass().getSimpleName());
      if (caller.isBegun()) {
        draft.wentOut();
      }
      return End.refused(judge.side().blocked(), PolicyRefusals.internal());
    }
  }

  /** Whether it was judged on less than there is to know, because nobody waits for it any more. */
  private boolean isGivenUp() {
    return unconfirmed || extracted.isGivenUp() || judges.isGivenUp();
  }

  /** The caller is not there any more, or cannot be served to the end. */
  private End withoutAnswer() {
    return caller.isCut() && !caller.isGone() ? End.cut() : End.left();
  }

  /** What was found out about the request before it is judged. */
  private List<Fact> known() {
    List<Fact> facts = new ArrayList<>(extracted.facts());
    facts.addAll(repetitions.apply(request.texts().segments()));
    if (Documents.areAskedFor(program.plan())) {
      facts.addAll(Documents.counters(request.tree()));
    }
    List<Fact> consented = consents.apply(recall);
    facts.addAll(consented);
    unconfirmed = recall.isCalled() && !consented.isEmpty();
    return List.copyOf(facts);
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
        PolicyRefusals.unapproved(why, program.plan().gateway().blockStatus()));
  }

  private End ask() {
    ModelAnswer back = review.heldAnswer().flatMap(request::answer).orElse(null);
    if (back != null) {
      return release(back);
    }
    String model = judge.addressee().model();
    ModelAnswer kept = shelf.find(target().id(), protocol.route(), model, request).orElse(null);
    if (kept != null) {
      return again(kept);
    }
    RefusedBefore before =
        review.isReferredTo() ? null : repeat.find(target().id(), request).orElse(null);
    return before == null ? askTargets() : repeated(before);
  }

  /** The answer to the same request was refused a moment ago: nobody is asked, or paid, again. */
  private End repeated(RefusedBefore before) {
    draft.tag(RefusedRequests.TAG, before.eventId());
    draft.settle(Verdict.BLOCK, RefusedRequests.REASON, before.policy());
    return End.refused(
        Outcome.INPUT_BLOCKED,
        PolicyRefusals.repeated(before, program.plan().gateway().blockStatus()));
  }

  /** An answer that was held back and approved is judged by the pack that is in force now. */
  private End release(ModelAnswer back) {
    if (!review.use()) {
      return unapproved(Standing.Why.USED);
    }
    draft.released(prices.nothing());
    return judgeAndDeliver(back, false);
  }

  /** An answer that was kept is judged as if it came now, and costs nothing. */
  private End again(ModelAnswer kept) {
    draft.kept(prices.nothing());
    return judgeAndDeliver(kept, false);
  }

  private End judgeAndDeliver(ModelAnswer answered, boolean costs) {
    judge.answers();
    End refused = judgeAnswer(answered, costs ? account(answered) : List.of());
    if (isGivenUp()) {
      return withoutAnswer();
    }
    return refused == null ? deliver(answered) : refused;
  }

  /** Somebody else may get a copy of what the target gets; nobody waits for it. */
  private void copy() {
    if (mirror.isChosen()) {
      byte[] body = request.bodyToJudge(request.model());
      String receiver = mirror.offer(new Mirror.Copy(protocol, body, claims, extracted, known));
      if (receiver != null) {
        draft.tag("mirrored", receiver);
      }
    }
  }

  private End askTargets() {
    copy();
    Asking.Result result =
        new Asking(route, protocol, request, draft, this::mayStream, this::judgeFor, recall).run();
    LiveAnswer begun = result.begun();
    if (begun != null) {
      return live(begun);
    }
    ModelAnswer answered = result.answer();
    if (answered != null) {
      return judgeAndDeliver(answered, true);
    }
    return recall.isCalled()
        ? withoutAnswer()
        : End.refused(Outcome.UPSTREAM_ERROR, Objects.requireNonNull(result.refusal()));
  }

  /**
   * Whether the answer can go out while it comes. Originals of pseudonyms come back in the whole
   * answer only: what stands for one may come in pieces.
   */
  private boolean mayStream() {
    return request.streams()
        && !review.isReferredTo()
        && program.answers().isRealtime()
        && judge.restoration().isEmpty();
  }

  private End live(LiveAnswer begun) {
    TargetHealth.Turn turn = begun.turn();
    try (turn;
        begun) {
      judge.answers();
      return new LiveDelivery(begun, protocol, request, draft, caller, new LiveJudging()).run();
    }
  }

  /** What giving an answer out while it comes needs of the exchange. */
  private final class LiveJudging implements LiveDelivery.Judging {
    @Override
    public AnswerChannels channels() {
      Addressee asked = judge.addressee();
      return new AnswerChannels(
          program.answers().begin(asked.facts(), asked.shared()), StreamLimits.DEFAULT);
    }

    @Override
    public PhaseDecision decide(BodyTexts texts) {
      return judge.decide(texts);
    }

    @Override
    public boolean governsTools() {
      return tools.governs();
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
    public void accountSoFar(BodyTexts texts, @Nullable TokenCount told, @Nullable String model) {
      Spending spending =
          Spending.soFar(request, texts, told, model, judge.addressee().model(), prices);
      draft.spent(spending.usage(), spending.cost());
    }

    @Override
    public @Nullable End judgeSoFar(BodyTexts texts) {
      return judge.judge(Phase.OUTPUT, texts, List.of());
    }
  }

  /**
   * Judges the request for another target, as it stands after all edits. What an author's rules
   * have rewritten is judged as it came, or they would rewrite their own words. What policies mask
   * for the target is masked; where they refuse, it is not asked, and that is all that comes of it.
   */
  private boolean judgeFor(Target next) {
    Addressee before = judge.addressee();
    shelf.forget();
    judge.face(addressee(next));
    request.restoreOriginal();
    boolean allowed =
        judge.clears(Phase.INPUT, withPages(request.editedTexts()), known) && tools.clearsResults();
    if (!allowed) {
      judge.face(before);
    }
    return allowed;
  }

  /** Puts what it cost on record; the fact of it where the provider counted. */
  private List<Fact> account(ModelAnswer answered) {
    Spending spending = Spending.of(request, answered, judge.addressee().model(), prices);
    draft.spent(spending.usage(), spending.cost());
    return spending.facts();
  }

  /** The end of the exchange when the answer is refused. */
  private @Nullable End judgeAnswer(ModelAnswer answered, List<Fact> usage) {
    byte[] copy = shelf.copy(answered);
    judge.hold(answered);
    End refused = tools.calls(answered);
    if (refused != null) {
      return refused;
    }
    BodyTexts texts = judge.hasRedacted() ? answered.editedTexts() : answered.texts();
    refused = judge.judge(Phase.OUTPUT, texts, usage);
    if (refused != null) {
      return refused;
    }
    Restoration restoration = judge.restoration();
    boolean restored = answered.restore(restoration);
    draft.restored(restoration);
    draft.transformed(answered.dropUnjudged(judge.hasRedacted() || restored));
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
