package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.cache.AnswerCache;
import dev.keeptrail.gateway.capture.Captures;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.consent.Consents;
import dev.keeptrail.gateway.extraction.ContentExtraction;
import dev.keeptrail.gateway.opinion.Judges;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.repeat.RefusedRequests;
import dev.keeptrail.gateway.repetition.Presented;
import dev.keeptrail.gateway.repetition.Repetitions;
import dev.keeptrail.gateway.routing.Router;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.price.PriceTable;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes a request through its one way: judged, edited, sent, answered, judged and edited again. The
 * caller makes the conclusion's event durable before anything leaves. Thread-safe.
 */
public final class ExchangeRunner {
  /** The tag of an event that says which approval let the exchange through. */
  static final String ESCALATION = "escalation_id";

  private final PolicyProgram program;
  private final Captures captures;
  private final boolean governsTools;
  private final Router router;
  private final PriceTable prices;
  private final AnswerCache cache;
  private final ReviewDesk reviews;
  private final ContentExtraction extraction;
  private final Repetitions repetitions;
  private final RefusedRequests refused;
  private final Consents consents;
  private final Judges judges;
  private final Mirror mirror;
  private final Supplier<String> eventIds;
  private final Decider decider;
  private final Clock clock;

  /**
   * @param captures what is kept of exchanges beside their events
   * @param governsTools whether the program has policies in the tool phase; without, tool calls and
   *     results are judged as texts of the other phases only
   * @param reviews where what is escalated goes
   * @param extraction fetches pages that requests name
   * @param repetitions counts requests that are much the same
   * @param refused remembers requests whose answers were refused
   * @param consents knows of the consents that requests show
   * @param judges are asked about answers that policies flag
   * @param mirror gets copies of requests; closed by its owner
   */
  public ExchangeRunner(
      PolicyProgram program,
      Captures captures,
      boolean governsTools,
      Router router,
      PriceTable prices,
      AnswerCache cache,
      ReviewDesk reviews,
      ContentExtraction extraction,
      Repetitions repetitions,
      RefusedRequests refused,
      Consents consents,
      Judges judges,
      Mirror mirror,
      Supplier<String> eventIds,
      Decider decider,
      Clock clock) {
    this.program = program;
    this.captures = captures;
    this.governsTools = governsTools;
    this.router = router;
    this.prices = prices;
    this.cache = cache;
    this.reviews = reviews;
    this.extraction = extraction;
    this.repetitions = repetitions;
    this.refused = refused;
    this.consents = consents;
    this.judges = judges;
    this.mirror = mirror;
    this.eventIds = eventIds;
    this.decider = decider;
    this.clock = clock;
  }

  /** How the breaker of a target stands; empty where it has none. */
  public Optional<String> breaker(String target) {
    return router.breaker(target);
  }

  /** The models that a request may be sent to which names this one. */
  public Set<String> models(String named) {
    return router.models(named);
  }

  /**
   * Never throws: what fails inside is a refusal with an event that says so.
   *
   * @param submission the request as it came in
   * @param caller gets what of an answer may go out while it comes
   */
  public Conclusion run(
      Protocol protocol,
      ModelRequest request,
      Claims claims,
      Correlation correlation,
      Submission submission,
      CallerStream caller) {
    String eventId = eventIds.get();
    Review review = reviews.begin(eventId, protocol.route(), claims, submission);
    caller.tell(eventId);
    var route = router.route(request.model());
    Recording recording = captures.begin(program);
    var repeat = new Repeat(refused, protocol.route(), claims, submission);
    var headers = new Presented(Whose.shown(claims), submission.headers());
    var exchange =
        new Exchange(
            recording,
            governsTools,
            prices,
            route,
            protocol,
            request,
            claims,
            caller,
            new Shelf(
                cache, program.plan().gateway().limits().cache(), program.planDigest(), claims),
            review,
            repeat,
            extraction,
            texts -> repetitions.count(headers, texts),
            recall -> consents.facts(submission.headers(), recall),
            judges.begin(submission.headers()),
            mirror);
    End end = exchange.run();
    var stamp =
        new Stamp(
            eventId,
            protocol.route(),
            request.streams(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            request.model(),
            exchange.target().id(),
            decider,
            correlation,
            CallerRecord.of(claims));
    note(review, exchange.draft());
    Conclusion conclusion = end.conclude(exchange.draft(), stamp, program);
    Outcome outcome = conclusion.event().outcome();
    boolean left = outcome == Outcome.CANCELLED && !caller.isBegun();
    if (outcome == Outcome.UPSTREAM_ERROR || left) {
      review.giveBack();
    }
    return noted(conclusion, repeat);
  }

  /**
   * Refuses a request for what nobody here can judge; nothing of it is read.
   *
   * @param route what was asked for, of a closed list
   */
  public Conclusion.Refused ungoverned(String route, Claims claims, Correlation correlation) {
    var stamp =
        new Stamp(
            eventIds.get(),
            route,
            false,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            Ungoverned.NOBODY,
            Ungoverned.NOBODY,
            decider,
            correlation,
            CallerRecord.of(claims));
    return Ungoverned.refused(stamp, program);
  }

  private static Conclusion noted(Conclusion conclusion, Repeat repeat) {
    return switch (conclusion) {
      case Conclusion.Refused(var event, var refusal, _) ->
          new Conclusion.Refused(event, refusal, () -> repeat.refused(event));
      case Conclusion.Delivered _ -> {
        repeat.delivered();
        yield conclusion;
      }
      case Conclusion.Escalated _, Conclusion.Abandoned _ -> conclusion;
    };
  }

  /** The event of an exchange that an approval let through says which. */
  static void note(Review review, EventDraft draft) {
    String used = review.usedId();
    if (used != null) {
      draft.tag(ESCALATION, used);
    }
  }
}
