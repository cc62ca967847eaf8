package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.TextSlot;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.ToldReason;
import dev.keeptrail.gateway.body.UnmaskableTextException;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.exchange.CallerStream.CallerGoneException;
import dev.keeptrail.gateway.exchange.LiveRun.Judge;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.stream.AnswerChannels;
import dev.keeptrail.gateway.stream.AnswerWriter;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.DisagreementException;
import dev.keeptrail.gateway.stream.FailedStreamException;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamedShape;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings an answer that comes as a stream to its caller, and then to its judgement as a whole: that
 * one is on record, and before it is, the caller does not get the end. One use, one thread.
 */
final class LiveDelivery {
  private final LiveAnswer answer;
  private final ModelRequest request;
  private final EventDraft draft;
  private final CallerStream caller;
  private final Judging judging;
  private final StreamedShape shape;
  private final AnswerWriter writer;
  private final AnswerChannels channels;
  private boolean told;

  LiveDelivery(
      LiveAnswer answer,
      Protocol protocol,
      ModelRequest request,
      EventDraft draft,
      CallerStream caller,
      Judging judging) {
    this.answer = answer;
    this.request = request;
    this.draft = draft;
    this.caller = caller;
    this.judging = judging;
    this.shape = protocol.streamed().orElseThrow();
    this.writer = shape.writer(request.tree());
    this.channels = judging.channels();
  }

  /** What the exchange knows and decides. */
  interface Judging {
    AnswerChannels channels();

    /** Decides on texts of the answer; nothing goes on record. */
    PhaseDecision decide(BodyTexts texts);

    boolean governsTools();

    /** Whether parts that nobody can look at stop an answer. */
    boolean refusesUnscanned();

    /** Judges and edits the whole answer; the end of the exchange when it is refused. */
    @Nullable End judge(ModelAnswer answered);

    /**
     * Puts on record what an answer took that was stopped before its end.
     *
     * @param told what the provider has counted so far; null for nothing
     * @param model that the provider says it used; null where it did not
     */
    void accountSoFar(BodyTexts texts, @Nullable TokenCount told, @Nullable String model);

    /** Puts on record what is decided on an answer that is no more than this. */
    @Nullable End judgeSoFar(BodyTexts texts);
  }

  End run() {
    var live = new LiveRun(answer, shape, writer, channels, new PartJudge(), caller);
    caller.whenGone(answer::giveUp);
    try (answer) {
      LiveRun.Ending ending = live.run();
      noteDelivery(live);
      return switch (ending) {
        case COMPLETE -> complete(live);
        case STOPPED -> stopped(live);
        case OVERFLOWN -> failed(live, ProviderException.Kind.TOO_LARGE);
        case DISAGREES -> fault();
      };
    } catch (ProviderException broken) {
      noteDelivery(live);
      return failed(live, broken.kind());
    } catch (FailedStreamException failed) {
      noteDelivery(live);
      return failed(live, failed.reason());
    } catch (BrokenStreamException _) {
      noteDelivery(live);
      return invalid(live);
    } catch (CallerGoneException _) {
      noteDelivery(live);
      asked(null, null);
      accountSoFar(live);
      End ignored = soFar(live);
      return End.abandoned();
    } finally {
      // A fault of ours leaves a word of the provider all the same.
      asked(null, null);
    }
  }

  private void noteDelivery(LiveRun live) {
    draft.held(channels.held(live.hasSpoken()));
    if (caller.isBegun()) {
      draft.wentOut();
    }
  }

  /** Says once how asking ended. */
  private void asked(@Nullable String error, @Nullable String model) {
    if (!told) {
      told = true;
      draft.asked(answer.target(), answer.waited(), answer.status(), error, model);
    }
  }

  private End complete(LiveRun live) {
    ModelAnswer whole = whole(live).orElse(null);
    if (whole == null || whole.end() != AnswerEnd.TOLD) {
      boolean failed = answer.speech().protocol().end(live.soFar()) == AnswerEnd.FAILED;
      return failed ? failed(live, ToldReason.of(live.soFar())) : invalid(live);
    }
    answer.turn().answered(answer.waited());
    asked(null, whole.model());
    draft.answered(request, whole);
    End refused = judging.judge(whole);
    if (refused != null) {
      return refused;
    }
    if (caller.isGone()) {
      return End.abandoned();
    }
    try {
      List<StreamEvent> left =
          live.hasSpoken()
              ? writer.finish(whole.tree())
              : shape.events(whole.tree(), request.tree());
      return End.delivered(Delivery.stream(left, shape.endsWithDone()));
    } catch (DisagreementException _) {
      return fault();
    }
  }

  private Optional<ModelAnswer> whole(LiveRun live) {
    ObjectNode tree = live.soFar();
    return live.isNative()
        ? request.answer(tree)
        : answer.speech().answer(StrictJson.write(tree)).flatMap(request::answer);
  }

  private End stopped(LiveRun live) throws ProviderException, BrokenStreamException {
    if (!caller.isBegun() && isEscalated(live) && live.readOn()) {
      // A person is to see all of the answer that an approval would release.
      return complete(live);
    }
    asked(null, null);
    accountSoFar(live);
    End refused = soFar(live);
    return refused == null ? fault() : refused;
  }

  /** What was given out and what was decided are not the same: nothing more goes out. */
  private End fault() {
    draft.faulted("output", "stream");
    return End.refused(Outcome.OUTPUT_BLOCKED, PolicyRefusals.internal());
  }

  private End failed(LiveRun live, ProviderException.Kind kind) {
    return broken(live, kind.word(), UpstreamRefusals.of(kind), true);
  }

  private End failed(LiveRun live, @Nullable ToldReason reason) {
    Refusal refusal = UpstreamRefusals.failedAnswer(reason);
    boolean counts = !UpstreamRefusals.isOfRequest(reason);
    return broken(live, FailedStreamException.WORD, refusal, counts);
  }

  private End invalid(LiveRun live) {
    return broken(live, "invalid_response", UpstreamRefusals.brokenStream(), true);
  }

  /**
   * The provider broke off.
   *
   * @param counts whether that says something about the target
   */
  private End broken(LiveRun live, String error, Refusal refusal, boolean counts) {
    if (caller.isCut()) {
      return cut(live);
    }
    if (counts) {
      answer.turn().failed(answer.waited());
    }
    asked(error, null);
    End refused = soFar(live);
    return refused == null ? End.refused(Outcome.UPSTREAM_ERROR, refusal) : refused;
  }

  /** The provider did not fail: the gateway has given its answer up. */
  private End cut(LiveRun live) {
    asked(null, null);
    accountSoFar(live);
    End refused = soFar(live);
    return refused == null ? End.cut() : refused;
  }

  private boolean isEscalated(LiveRun live) {
    BodyTexts texts = textsSoFar(live);
    return judging.decide(texts).verdict() == Verdict.ESCALATE;
  }

  /** Judges what there is of the answer; the end of the exchange when policies refuse it. */
  private @Nullable End soFar(LiveRun live) {
    return judging.judgeSoFar(textsSoFar(live));
  }

  /** The provider is paid for what it has said, whoever did not want to hear the rest. */
  private void accountSoFar(LiveRun live) {
    ObjectNode tree = live.soFar();
    StreamedShape said = answer.speech().streamed();
    BodyTexts texts = said.answerTexts(tree, request.tools());
    judging.accountSoFar(texts, said.tokens(tree).orElse(null), ModelAnswer.model(tree));
  }

  private BodyTexts textsSoFar(LiveRun live) {
    Optional<ModelAnswer> begun = live.isNative() ? request.answer(live.soFar()) : Optional.empty();
    return begun.map(ModelAnswer::texts).orElseGet(this::texts);
  }

  /** The texts as they came; there is no body that edits could be carried out in. */
  private BodyTexts texts() {
    List<TextSlot> slots =
        channels.segments().stream().map(segment -> new TextSlot(segment, _ -> {}, null)).toList();
    return new BodyTexts(slots, List.of(), true);
  }

  /** Judges parts by themselves, as far as that is enough. */
  private final class PartJudge implements Judge {
    @Override
    public Ruling head(ObjectNode head) {
      BodyTexts texts = shape.answerTexts(head, request.tools());
      PhaseDecision decision = judging.decide(texts);
      if (isRefused(decision)) {
        return Ruling.STOP;
      }
      return decision.redactions().isEmpty() ? Ruling.SAY : Ruling.WAIT;
    }

    @Override
    public Ruling part(ObjectNode alone) {
      BodyTexts texts = shape.answerTexts(alone, request.tools());
      boolean unscanned = judging.refusesUnscanned() && !texts.unscanned().isEmpty();
      if (unscanned || (judging.governsTools() && callsTools(alone))) {
        return Ruling.WAIT;
      }
      PhaseDecision decision = judging.decide(texts);
      if (isRefused(decision)) {
        return Ruling.STOP;
      }
      try {
        boolean edited = texts.apply(decision.redactions());
        boolean ignored = shape.dropUnjudged(alone, edited);
        return Ruling.SAY;
      } catch (UnmaskableTextException _) {
        return Ruling.WAIT;
      }
    }

    private boolean callsTools(ObjectNode alone) {
      try {
        return !shape.toolCalls(alone).isEmpty();
      } catch (UnreadableToolException _) {
        return true;
      }
    }

    private static boolean isRefused(PhaseDecision decision) {
      return decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE;
    }
  }
}
