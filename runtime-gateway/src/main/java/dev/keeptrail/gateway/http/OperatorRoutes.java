package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.archive.ExportWorker;
import dev.keeptrail.gateway.archive.KeptPacks;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.callers.Operators;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What operators read: the ledger over HTTP, and the pages. Owns the archive. */
public final class OperatorRoutes implements AutoCloseable {
  private final Archive archive;
  private final ExportWorker worker;
  private final Guard guard;
  private final EventTail tail;
  private final EventRoutes events;
  private final ExportRoutes exports;
  private final ConsoleDoor door;
  private final ConsoleRoutes console;
  private final ReviewPages reviews;
  private final TrailRoutes trail;
  private final TrailPages trailPages;

  /**
   * Makes them ready.
   *
   * @param refusals counts requests that are turned away
   * @param administration what stands beside the ledger; null where nothing does
   * @param compiler reads the texts of packs that were in force
   */
  public OperatorRoutes(
      Archive archive,
      Operators operators,
      RefusalTally refusals,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      @Nullable Administration administration,
      PackCompiler compiler) {
    EscalationQueue escalations = administration == null ? null : administration.escalations();
    this.archive = archive;
    this.worker = new ExportWorker(archive);
    this.guard = new Guard(operators, refusals);
    this.tail = new EventTail(archive);
    this.events = new EventRoutes(archive, tail);
    this.exports = new ExportRoutes(archive, worker);
    this.door = new ConsoleDoor(operators, refusals);
    var kept = new KeptPacks(administration, compiler, archive);
    this.console =
        new ConsoleRoutes(door, archive, tail, exports, serving, reloader, escalations, kept);
    this.trail = new TrailRoutes(archive);
    this.trailPages = new TrailPages(door, archive);
    this.reviews = new ReviewPages(door, escalations);
  }

  void register(RoutesConfig routes) {
    events.register(routes, guard);
    exports.register(routes, guard);
    console.register(routes);
    reviews.register(routes);
    trail.register(routes, guard);
    trailPages.register(routes);
    routes.post("/console/tickets", guard.only(KeyScope.EVENTS, this::ticket));
    door.registerRest(routes);
  }

  private void ticket(Context context, Operator operator) throws IOException {
    try {
      Operator called = Reviewers.called(operator, Reviewers.said(context.req()));
      Answers.json(context, 201, "{\"ticket\":\"" + door.tickets().make(called) + "\"}\n");
    } catch (EscalationException unfit) {
      Reply.refuse(context.res(), Reviewers.refusal(unfit), "", null);
    }
  }

  /** Ends what would go on for long, so that the server can stop. */
  void stop() {
    tail.stop();
  }

  @Override
  public void close() {
    tail.stop();
    worker.close();
    archive.close();
  }
}
