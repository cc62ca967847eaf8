package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.archive.EventParameters;
import dev.keeptrail.gateway.archive.KeptPacks;
import dev.keeptrail.gateway.archive.ProofStatus;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.console.ComparedPacks;
import dev.keeptrail.gateway.console.EventRow;
import dev.keeptrail.gateway.console.EventsPage;
import dev.keeptrail.gateway.console.ExportsPage;
import dev.keeptrail.gateway.console.Filter;
import dev.keeptrail.gateway.console.FoundContexts;
import dev.keeptrail.gateway.console.OneEventPage;
import dev.keeptrail.gateway.console.OverviewFigures;
import dev.keeptrail.gateway.console.OverviewPage;
import dev.keeptrail.gateway.console.PackOnRecord;
import dev.keeptrail.gateway.console.PacksPage;
import dev.keeptrail.gateway.console.Session;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventPage;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.Tally;
import dev.keeptrail.ledger.TallyKind;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.Reviews;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.export.ExportJobException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The operators' pages, for who has logged in. Thread-safe. */
final class ConsoleRoutes {
  /** Names to choose from: those of the last days, as many as anybody looks through. */
  private static final Duration RECENT = Duration.ofDays(7);

  private static final int MOST_NAMES = 100;
  private static final Duration EVER = Duration.ofDays(3_650);

  private final ConsoleDoor door;
  private final Archive archive;
  private final EventTail tail;
  private final ExportRoutes exports;
  private final ServingSwitch serving;
  private final @Nullable Reloader reloader;
  private final @Nullable EscalationQueue escalations;
  private final KeptPacks kept;

  ConsoleRoutes(
      ConsoleDoor door,
      Archive archive,
      EventTail tail,
      ExportRoutes exports,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      @Nullable EscalationQueue escalations,
      KeptPacks kept) {
    this.kept = kept;
    this.door = door;
    this.archive = archive;
    this.tail = tail;
    this.exports = exports;
    this.serving = serving;
    this.reloader = reloader;
    this.escalations = escalations;
  }

  void register(RoutesConfig routes) {
    door.register(routes);
    routes.get("/console/events", door.inside(this::events));
    routes.get("/console/events/stream", door.inside(this::stream));
    routes.get("/console/events/{id}", door.inside(this::event));
    routes.get("/console/events/{id}/json", door.inside(this::json));
    routes.get("/console/overview", door.inside(this::overview));
    routes.get("/console/packs", door.inside(this::packs));
    routes.get("/console/exports", door.inside(this::exports));
    routes.post("/console/exports", door.changing(this::export));
    routes.get(
        "/console/exports/{id}/download",
        door.inside((context, session) -> exports.download(context, session.operator())));
    routes.post("/console/exports/{id}/remove", door.changing(this::remove));
    routes.post("/console/exports/{id}/cancel", door.changing(this::cancel));
  }

  private void events(Context context, Session session) throws IOException, LedgerException {
    Filter filter = Filter.of(context.queryParamMap());
    String problem = null;
    EventPage page = null;
    // Asked for first: what is recorded before the page follows the ledger is not missed.
    long last = archive.look(EventBrowser::lastSequence);
    try {
      EventQuery query =
          parameters(context)
              .allowing("limit", "cursor")
              .page(EventRoutes.PAGE, EventRoutes.LARGEST_PAGE);
      page = archive.look(browser -> browser.page(query));
    } catch (QueryFormatException wrong) {
      problem = String.valueOf(wrong.getMessage());
    }
    Map<String, SortedSet<String>> names = archive.look(this::names);
    door.show(
        context,
        session,
        problem == null ? 200 : 422,
        EventsPage.of(filter, page, last, names, problem));
  }

  private Map<String, SortedSet<String>> names(EventBrowser browser) throws LedgerException {
    Instant now = archive.clock().instant();
    Map<String, SortedSet<String>> names = new HashMap<>();
    for (TallyKind kind :
        List.of(TallyKind.REASON, TallyKind.POLICY, TallyKind.MODEL, TallyKind.PROVIDER)) {
      SortedSet<String> known = new TreeSet<>();
      for (Tally tally : browser.byName(kind, now.minus(RECENT), now)) {
        // HTML has no way to say most other characters, and some would turn the list around.
        boolean readable = tally.name().codePoints().allMatch(PrintableText::isPrintable);
        if (known.size() < MOST_NAMES && readable) {
          known.add(tally.name());
        }
      }
      names.put(kind.word(), known);
    }
    return names;
  }

  private void stream(Context context, Session session) throws IOException {
    Answers.guarded(
        context,
        () ->
            tail.follow(
                context,
                parameters(context).allowing("after"),
                () -> door.isOpen(context, session),
                EventRow::json));
  }

  private void event(Context context, Session session) throws IOException, LedgerException {
    String id = context.pathParam("id");
    StoredEvent stored = archive.look(browser -> browser.find(id)).orElse(null);
    if (stored == null) {
      door.missing(context, "The ledger has no event of this id.");
      return;
    }
    ProofStatus proof = archive.proof(id);
    FoundContexts contexts =
        FoundContexts.none("To see what stood around takes a key with the scope `admin`.");
    if (session.operator().admin()) {
      StoredCapture capture =
          archive.look(browser -> browser.capture(stored.sequence())).orElse(null);
      contexts = FoundContexts.of(capture, id);
    }
    door.show(
        context,
        session,
        200,
        OneEventPage.of(
            stored.event(),
            proof,
            contexts,
            reviews(stored),
            PackOnRecord.of(kept, stored.event())));
  }

  private List<Escalation> reviews(StoredEvent stored) throws LedgerException {
    return escalations == null ? List.of() : Reviews.of(escalations, stored.event());
  }

  private void json(Context context, Session session) throws IOException, LedgerException {
    String id = context.pathParam("id");
    StoredEvent stored = archive.look(browser -> browser.find(id)).orElse(null);
    if (stored == null) {
      door.missing(context, "The ledger has no event of this id.");
    } else {
      Answers.json(context, 200, EventJson.write(stored.event()) + "\n");
    }
  }

  private void overview(Context context, Session session) throws IOException, LedgerException {
    var range = OverviewFigures.Range.of(Filter.of(context.queryParamMap()).get("range"));
    Instant now = archive.clock().instant();
    var figures = archive.look(browser -> OverviewFigures.read(browser, range, now));
    door.show(context, session, 200, OverviewPage.of(figures));
  }

  private void packs(Context context, Session session) throws IOException, LedgerException {
    Instant now = archive.clock().instant();
    List<Tally> recorded =
        archive.look(browser -> browser.byName(TallyKind.PACK, now.minus(EVER), now));
    Filter filter = Filter.of(context.queryParamMap());
    var known = new ComparedPacks.Known(serving.current(), reloader, kept);
    var compared = ComparedPacks.of(known, filter.get("compare"), filter.get("with"));
    door.show(
        context,
        session,
        200,
        PacksPage.of(
            serving.current(),
            reloader,
            recorded,
            compared,
            session.operator().may(KeyScope.AUDIT)));
  }

  private void exports(Context context, Session session) throws IOException {
    door.show(context, session, 200, ExportsPage.of(archive.jobs().list(), session, null));
  }

  private void export(Context context, Session session) throws IOException, LedgerException {
    Map<String, List<String>> asked = new HashMap<>(context.formParamMap());
    asked.remove(ConsoleDoor.FORM);
    String problem;
    try {
      var parameters = new EventParameters(asked, archive.clock()).allowing("format");
      var ignored = exports.create(parameters, session.operator());
      door.goTo(context, "/console/exports");
      return;
    } catch (QueryFormatException wrong) {
      problem = String.valueOf(wrong.getMessage());
    } catch (ExportJobException full) {
      problem = full.problem();
    }
    door.show(context, session, 422, ExportsPage.of(archive.jobs().list(), session, problem));
  }

  private void remove(Context context, Session session) throws IOException, LedgerException {
    change(
        context,
        session,
        (id, actor) -> {
          boolean ignored = archive.jobs().remove(id, actor);
        });
  }

  private void cancel(Context context, Session session) throws IOException, LedgerException {
    change(
        context,
        session,
        (id, actor) -> {
          var ignored = archive.jobs().cancel(id, actor);
        });
  }

  /** What is done to an export. */
  private interface Change {
    void make(String id, Actor actor) throws ExportJobException, LedgerException, IOException;
  }

  private void change(Context context, Session session, Change change)
      throws IOException, LedgerException {
    try {
      change.make(context.pathParam("id"), Reviewers.actor(session.operator()));
      door.goTo(context, "/console/exports");
    } catch (ExportJobException busy) {
      door.show(
          context, session, 409, ExportsPage.of(archive.jobs().list(), session, busy.problem()));
    }
  }

  private EventParameters parameters(Context context) throws QueryFormatException {
    return new EventParameters(RawQuery.parameters(context), archive.clock());
  }
}
