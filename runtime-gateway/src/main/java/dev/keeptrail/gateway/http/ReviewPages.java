package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.console.EscalationsPage;
import dev.keeptrail.gateway.console.OneEscalationPage;
import dev.keeptrail.gateway.console.OneEscalationPage.Failed;
import dev.keeptrail.gateway.console.Session;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.EscalationException.Why;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Reviewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages of escalations: everybody who has logged in sees them, who may administer decides. What
 * was done is shown by the page that the browser is sent on to. Thread-safe.
 */
final class ReviewPages {
  private static final String ONE = "/console/escalations/{id}";

  private final ConsoleDoor door;
  private final @Nullable EscalationQueue queue;

  /**
   * Makes them.
   *
   * @param queue null where the gateway keeps none
   */
  ReviewPages(ConsoleDoor door, @Nullable EscalationQueue queue) {
    this.door = door;
    this.queue = queue;
  }

  void register(RoutesConfig routes) {
    EscalationQueue kept = queue;
    if (kept == null) {
      routes.get(
          "/console/escalations",
          door.inside(
              (context, session) -> door.show(context, session, 200, EscalationsPage.none())));
      return;
    }
    routes.get(
        "/console/escalations", door.inside((context, session) -> list(kept, context, session)));
    routes.get(ONE, door.inside((context, session) -> one(kept, context, session)));
    routes.post(ONE + "/claim", acting(kept, (_, id, reviewer) -> kept.claim(id, reviewer)));
    routes.post(ONE + "/unclaim", acting(kept, (_, id, reviewer) -> kept.unclaim(id, reviewer)));
    routes.post(
        ONE + "/resolve",
        acting(
            kept,
            (context, id, reviewer) ->
                kept.resolve(id, reviewer, outcome(context), note(context))));
  }

  private void list(EscalationQueue kept, Context context, Session session)
      throws IOException, LedgerException {
    boolean settled = "all".equals(context.queryParam("show"));
    Set<Escalation.State> states =
        settled ? Set.of() : EnumSet.of(Escalation.State.QUEUED, Escalation.State.CLAIMED);
    int most = EventRoutes.PAGE;
    door.show(
        context, session, 200, EscalationsPage.of(kept.list(states, null, most), settled, most));
  }

  private void one(EscalationQueue kept, Context context, Session session)
      throws IOException, LedgerException {
    show(kept, context, session, 200, null);
  }

  /** What a form asks for. */
  @FunctionalInterface
  private interface Act {
    Escalation take(Context context, String id, Reviewer reviewer)
        throws LedgerException, EscalationException;
  }

  private Handler acting(EscalationQueue kept, Act act) {
    return door.changing((context, session) -> {
      Reviewer reviewer = reviewer(session);
      if (reviewer == null) {
        door.problem(context, 403, "Not done", "To decide takes a key with the scope `admin`.");
        return;
      }
      try {
        Escalation done = act.take(context, context.pathParam("id"), reviewer);
        door.goTo(context, EscalationsPage.url(done.id()));
      } catch (EscalationException refused) {
        var failed = new Failed(String.valueOf(refused.getMessage()), note(context));
        show(kept, context, session, EscalationRoutes.status(refused.why()), failed);
      }
    });
  }

  private void show(
      EscalationQueue kept, Context context, Session session, int status, @Nullable Failed failed)
      throws IOException, LedgerException {
    Escalation found = kept.find(context.pathParam("id")).orElse(null);
    if (found == null) {
      door.missing(context, "There is no escalation under this id.");
      return;
    }
    Reviewer reviewer = reviewer(session);
    Optional<HeldContent> held =
        reviewer != null && reviewer.isMeantBy(found.draft().assignee())
            ? kept.content(found.id())
            : Optional.empty();
    door.show(
        context, session, status, OneEscalationPage.of(found, reviewer, held, session, failed));
  }

  private static @Nullable Reviewer reviewer(Session session) {
    return session.operator().admin() ? Reviewers.of(session.operator()) : null;
  }

  private static Outcome outcome(Context context) throws EscalationException {
    String word = context.formParam("outcome");
    return Outcome.of(word == null ? "" : word)
        .orElseThrow(() -> new EscalationException(Why.UNFIT, "choose to approve or to deny"));
  }

  /** Forms end lines with two characters, and people with empty ones. */
  private static String note(Context context) {
    String note = context.formParam("note");
    return note == null ? "" : note.replace("\r\n", "\n").strip();
  }
}
