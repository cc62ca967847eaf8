package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
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
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.opinion.Consultation;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges an exchange phase by phase and carries out the edits: knows how far it has come, whom it
 * is meant for, and what stands for what in it. One use, one thread.
 */
final class PhaseJudge {
  private final EventDraft draft;
  private final PolicyProgram program;
  private final ModelRequest request;
  private final Review review;
  private final Consultation judges;
  private final int blockStatus;
  private Addressee addressee;
  private Phase phase = Phase.INPUT;
  private Side side = Side.REQUEST;
  private boolean answerRedacted;
  private @Nullable ModelAnswer held;
  private @Nullable List<String> asked;
  private Pseudonyms pseudonyms = Pseudonyms.under(PseudonymKey.random());

  PhaseJudge(
      EventDraft draft,
      PolicyProgram program,
      ModelRequest request,
      Review review,
      Consultation judges,
      Addressee addressee) {
    this.draft = draft;
    this.program = program;
    this.request = request;
    this.review = review;
    this.judges = judges;
    this.blockStatus = program.plan().gateway().blockStatus();
    this.addressee = addressee;
  }

  /** The target that was asked last, or would have been asked. */
  Addressee addressee() {
    return addressee;
  }

  /** Judges for another target from here on. */
  void face(Addressee other) {
    addressee = other;
  }

  Phase phase() {
    return phase;
  }

  Side side() {
    return side;
  }

  /** From here on it is the answer that is judged. */
  void answers() {
    side = Side.ANSWER;
    phase = Phase.OUTPUT;
    pseudonyms = pseudonyms.closed();
  }

  /** What is put before a person where the answer escalates. */
  void hold(ModelAnswer answered) {
    held = answered;
  }

  /** Whether something was masked in the answer. */
  boolean hasRedacted() {
    return answerRedacted;
  }

  /** What brings originals back. */
  Restoration restoration() {
    return new Restoration(pseudonyms);
  }

  /** Judges one phase and carries out its edits; the end of the exchange when it is refused. */
  @Nullable End judge(Phase judged, BodyTexts texts, List<Fact> own) {
    phase = judged;
    PhaseContent content = content(texts, own);
    PhaseDecision decision = review.lift(judges.decide(program, content));
    draft.judged(decision, texts.segments());
    draft.consulted(judges);
    End unscannable = checkUnscannable(texts.unscanned());
    if (unscannable != null) {
      return unscannable;
    }
    answerRedacted |= side == Side.ANSWER && !decision.redactions().isEmpty();
    return switch (decision.verdict()) {
      case BLOCK -> End.refused(side.blocked(), PolicyRefusals.of(decision, side, blockStatus));
      case ESCALATE -> escalated(decision);
      case ALLOW, REDACT -> {
        pseudonyms = pseudonyms.with(StandIns.issued(content, decision.redactions()));
        End unmaskable = edit(texts, decision);
        yield unmaskable == null ? checkRewritten(texts, decision, own) : unmaskable;
      }
    };
  }

  private End escalated(PhaseDecision decision) {
    if (!review.hasPlace()) {
      draft.settle(Verdict.BLOCK, PolicyRefusals.NO_PLACE, decision.decisivePolicy());
      return End.refused(side.blocked(), PolicyRefusals.noPlace(decision, side, blockStatus));
    }
    return End.escalated(
        PolicyRefusals.of(decision, side, blockStatus),
        review.pending(decision, program.plan(), heldBack()));
  }

  /** Decides on texts of the phase that it has come to; nothing goes on record. */
  PhaseDecision decide(BodyTexts texts) {
    return program.evaluate(content(texts, List.of()));
  }

  /**
   * Judges texts for a target that may be asked instead. What is masked goes on record; where
   * policies refuse, it is not asked, and that is all that comes of it.
   */
  boolean clears(Phase judged, BodyTexts texts, List<Fact> own) {
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
    keepOriginal(decision);
    try {
      draft.transformed(texts.apply(decision.redactions()));
      return revealed(texts, decision, own) == null;
    } catch (UnmaskableTextException _) {
      return false;
    }
  }

  /** The end of an exchange with a call or a result that somebody else might read differently. */
  End unreadable(UnreadableToolException unreadable) {
    draft.settle(Verdict.BLOCK, PolicyRefusals.UNREADABLE_TOOL, null);
    return End.refused(side.blocked(), PolicyRefusals.unreadable(unreadable, side, blockStatus));
  }

  /** The answer as it stands, where one is judged that has come to its end. */
  private byte @Nullable [] heldBack() {
    ModelAnswer answered = held;
    return answered == null ? null : StrictJson.write(answered.tree());
  }

  private PhaseContent content(BodyTexts texts, List<Fact> own) {
    List<Fact> known = new ArrayList<>(addressee.shared());
    known.addAll(own);
    known.addAll(judges.opinions());
    return new PhaseContent(
        phase,
        addressee.facts(),
        texts.segments(),
        known,
        texts.unscanned(),
        references(),
        pseudonyms.beside(besides()));
  }

  /** What becomes of parts that nobody has looked at; log probabilities never go out unjudged. */
  private @Nullable End checkUnscannable(List<Unscanned> parts) {
    if (parts.isEmpty()) {
      return null;
    }
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
    if (phase == Phase.INPUT) {
      return List.of();
    }
    if (asked == null) {
      asked = List.copyOf(request.texts().segments().stream().map(Segment::text).toList());
    }
    return asked;
  }

  /** An answer is held against what was asked: an application's instructions may come back. */
  private List<Segment> references() {
    return side == Side.ANSWER ? request.texts().segments() : List.of();
  }

  private @Nullable End checkRewritten(BodyTexts texts, PhaseDecision decision, List<Fact> own) {
    PhaseDecision after = revealed(texts, decision, own);
    if (after == null) {
      return null;
    }
    draft.settle(Verdict.BLOCK, PolicyRefusals.REWRITTEN, after.decisivePolicy());
    return End.refused(
        side.blocked(), PolicyRefusals.rewritten(after.decisivePolicy(), side, blockStatus));
  }

  /**
   * Texts that an author's rules have rewritten are decided on once more, as they stand now.
   * Nothing of it goes on record.
   *
   * @return what policies decide, where the rules have made something that they mind; else null
   */
  private @Nullable PhaseDecision revealed(
      BodyTexts texts, PhaseDecision decision, List<Fact> own) {
    ModelAnswer answered = held;
    // Calls of an answer are judged in the output phase as they stand then.
    boolean later = side == Side.ANSWER && (answered == null || phase == Phase.TOOL);
    if (later || !Rewritten.is(decision)) {
      return null;
    }
    BodyTexts now =
        side == Side.ANSWER && answered != null ? answered.editedTexts() : request.editedTexts();
    Phase judged = phase;
    phase = side == Side.ANSWER ? Phase.OUTPUT : Phase.INPUT;
    PhaseDecision after = program.evaluate(content(now, own));
    phase = judged;
    return new Rewritten(decision, texts.segments()).reveals(after, now.segments()) ? after : null;
  }

  private @Nullable End edit(BodyTexts texts, PhaseDecision decision) {
    keepOriginal(decision);
    try {
      draft.transformed(texts.apply(decision.redactions()));
      return null;
    } catch (UnmaskableTextException unmaskable) {
      draft.settle(Verdict.BLOCK, PolicyRefusals.UNMASKABLE, unmaskable.policy());
      return End.refused(side.blocked(), PolicyRefusals.unmaskable(unmaskable, side, blockStatus));
    }
  }

  /** What is rewritten for one target is rewritten anew for another, from what came. */
  private void keepOriginal(PhaseDecision decision) {
    if (side == Side.REQUEST && Rewritten.is(decision)) {
      request.keepOriginal();
    }
  }
}
