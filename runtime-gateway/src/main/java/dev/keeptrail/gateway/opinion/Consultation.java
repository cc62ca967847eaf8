package dev.keeptrail.gateway.opinion;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.capture.ExchangeMask;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Opinion;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.bundled.FlaggedReview;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.language.json.UnsafeCharacters;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the judges of a pack about the answer of one exchange, where policies want to know, and
 * decides with what they say. One use, one thread.
 */
public final class Consultation {
  /** A longer answer is not shown to a judge. */
  private static final int MAX_TEXT = 60_000;

  private static final int MAX_RATIONALE = 500;
  private static final int MAX_MODEL = 100;

  private static final String MARK = "review.";

  private final Judges judges;
  private final int depth;
  private final List<Fact> opinions = new ArrayList<>();
  private final Map<String, String> marks = new LinkedHashMap<>();
  private @Nullable Opinion returned;
  private Recall recall = new Recall();
  private boolean givenUp;

  Consultation(Judges judges, int depth) {
    this.judges = judges;
    this.depth = depth;
  }

  /** Once this is called nobody waits for what judges say, and none is asked any more. */
  public void until(Recall called) {
    recall = called;
  }

  /** Whether a judge was not heard to its end, or not asked, because nobody waits. */
  public boolean isGivenUp() {
    return givenUp;
  }

  /** What judges have said so far, for judging the same answer again. */
  public List<Fact> opinions() {
    return List.copyOf(opinions);
  }

  /** What an event says of them, by name. */
  public Map<String, String> marks() {
    return marks;
  }

  /** What the caller is told beside the answer; empty for nothing. */
  public Optional<String> returned() {
    return Optional.ofNullable(returned).map(Opinion::word);
  }

  /** Decides on the content, with opinions where policies want some. */
  public PhaseDecision decide(PolicyProgram program, PhaseContent content) {
    PhaseDecision decision = program.evaluate(content);
    Judges.Seat seat = wanted(decision);
    if (seat == null) {
      return decision;
    }
    // Whatever is masked if judges let it pass is masked for them.
    PhaseDecision passed = program.evaluate(with(content, passing()));
    ExchangeMask mask = mask(content, passed).orElse(null);
    while (seat != null) {
      ask(seat, content, passed, mask);
      decision = program.evaluate(with(content, opinions));
      seat = wanted(decision);
    }
    return decision;
  }

  /** Who is to be asked next; null for nobody. */
  private Judges.@Nullable Seat wanted(PhaseDecision decision) {
    return FlaggedReview.wantsOpinion(decision).map(judges.seats()::get).orElse(null);
  }

  private List<Fact> passing() {
    return judges.seats().keySet().stream().map(Opinion.PASSED::fact).toList();
  }

  private static PhaseContent with(PhaseContent content, List<Fact> opinions) {
    List<Fact> facts =
        new ArrayList<>(content.facts().stream().filter(fact -> !Opinion.is(fact)).toList());
    facts.addAll(opinions);
    return content.knowing(facts);
  }

  /** The answer as a redacted capture would keep it. */
  private static Optional<ExchangeMask> mask(PhaseContent content, PhaseDecision decision) {
    var phase =
        new CapturedPhase(
            content.knowing(List.of()).comparedWith(List.of()),
            List.of(),
            decision.findings(),
            List.of(),
            CapturedPhase.Masked.NOTHING,
            false,
            CapturedDecision.of(decision));
    return ExchangeMask.of(new CapturedExchange(CaptureMode.FULL, List.of(phase)));
  }

  private void ask(
      Judges.Seat seat, PhaseContent content, PhaseDecision passed, @Nullable ExchangeMask mask) {
    long start = System.nanoTime();
    JudgeReply reply = reply(seat, content, passed, mask);
    long millis = (System.nanoTime() - start) / 1_000_000;
    opinions.add(reply.opinion().fact(seat.policy()));
    note(seat, reply, millis, mask);
  }

  private JudgeReply reply(
      Judges.Seat seat, PhaseContent content, PhaseDecision passed, @Nullable ExchangeMask mask) {
    FlaggedReview.Config config = seat.config();
    if (depth >= config.depth()) {
      return JudgeReply.none(Opinion.NESTED);
    }
    if (config.isolated() && !judges.isIsolated(config.judge(), content.request().provider())) {
      return JudgeReply.none(Opinion.NOT_ISOLATED);
    }
    if (recall.isCalled()) {
      givenUp = true;
      return JudgeReply.none(Opinion.LATE);
    }
    List<Segment> texts = mask == null ? List.of() : texts(mask);
    if (mask == null || texts.stream().mapToInt(text -> text.text().length()).sum() > MAX_TEXT) {
      return JudgeReply.none(Opinion.TOO_LONG);
    }
    try (var marker = judges.markers().issue(depth + 1)) {
      byte[] question = JudgeQuestion.of(config.judge().model(), passed, texts);
      JudgeReply reply = seat.service().ask(question, marker.value(), recall);
      givenUp |= recall.isCalled() && reply.opinion() == Opinion.LATE;
      return reply;
    }
  }

  private static List<Segment> texts(ExchangeMask mask) {
    return mask.exchange().phases().getFirst().content().segments().stream()
        .filter(segment -> !segment.text().isEmpty())
        .toList();
  }

  private void note(Judges.Seat seat, JudgeReply reply, long millis, @Nullable ExchangeMask mask) {
    String policy = seat.policy();
    FlaggedReview.Config config = seat.config();
    marks.put(MARK + policy, reply.opinion().word());
    marks.put(
        MARK + policy + ".model", cut(said(reply.model(), config.judge().model()), MAX_MODEL));
    if (!config.judge().name().isEmpty()) {
      marks.put(MARK + policy + ".judge", cut(config.judge().name(), MAX_MODEL));
    }
    marks.put(MARK + policy + ".host", config.judge().endpoint().getHost());
    marks.put(MARK + policy + ".ms", Long.toString(millis));
    String why = reply.rationale();
    if (why != null && mask != null && config.keepsRationale()) {
      marks.put(MARK + policy + ".rationale", cut(masked(mask, why), MAX_RATIONALE));
    }
    if (config.mode() == FlaggedReview.Mode.RETURN
        && (returned == null
            || returned == Opinion.PASSED
            || reply.opinion() == Opinion.REJECTED)) {
      returned = reply.opinion();
    }
  }

  private static String said(@Nullable String model, String asked) {
    return model == null ? asked : model;
  }

  /** A judge may repeat what it has been shown, and may make up what nobody has. */
  private static String masked(ExchangeMask mask, String why) {
    return mask.mask(new Value.Text(why)) instanceof Value.Text(String text) ? text : "";
  }

  private static String cut(String text, int most) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(point -> UnsafeCharacters.isUnsafe(point) ? ' ' : point)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) <= most ? shown.toString() : shown + "…";
  }
}
