package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.archive.EventParameters;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.EventPage;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOutRecords;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.export.EventCounts;
import dev.keeptrail.ledger.export.EventExporter;
import dev.keeptrail.ledger.export.ExportFormat;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Recorded decisions, read over HTTP: pages, one, counts, all that fit, and those to come. */
final class EventRoutes {
  static final int PAGE = 50;
  static final int LARGEST_PAGE = 1_000;

  /** Exports and counts that read the whole ledger, at the same time. */
  private static final int MOST_READERS = 4;

  private static final Refusal BUSY =
      Refusal.of(
              503,
              ErrorType.OVERLOADED,
              "overloaded",
              "as many others read the whole ledger as may at a time; try again later")
          .retryAfter("5");

  private static final Refusal NOT_FOUND =
      Refusal.of(
          404, ErrorType.VALIDATION_ERROR, "event_not_found", "the ledger has no event of this id");

  private final Archive archive;
  private final EventTail tail;
  private final Semaphore readers = new Semaphore(MOST_READERS);

  EventRoutes(Archive archive, EventTail tail) {
    this.archive = archive;
    this.tail = tail;
  }

  void register(RoutesConfig routes, Guard guard) {
    routes.get("/v1/events", guard.only(KeyScope.EVENTS, (context, _) -> page(context)));
    routes.get(
        "/v1/events/stream",
        guard.only(
            KeyScope.EVENTS,
            (context, operator) -> follow(context, () -> guard.stillGood(operator))));
    routes.get("/v1/events/export", guard.only(KeyScope.EVENTS, (context, _) -> export(context)));
    routes.get("/v1/events/stats", guard.only(KeyScope.EVENTS, (context, _) -> count(context)));
    routes.get("/v1/events/{id}", guard.only(KeyScope.EVENTS, (context, _) -> one(context)));
  }

  private void page(Context context) throws IOException {
    Answers.guarded(
        context,
        () -> {
          EventQuery query =
              parameters(context).allowing("limit", "cursor").page(PAGE, LARGEST_PAGE);
          EventPage page = archive.look(browser -> browser.page(query));
          String events =
              page.events().stream()
                  .map(stored -> EventJson.write(stored.event()))
                  .collect(Collectors.joining(",\n"));
          String next = page.next() == null ? "null" : '"' + page.next().cursor() + '"';
          Answers.json(
              context,
              200,
              "{\"events\":[\n%s\n],\"unreadable\":%s,\"next_cursor\":%s}\n"
                  .formatted(events, Unreadable.array(page.leftOut()), next));
        });
  }

  private void one(Context context) throws IOException {
    Answers.guarded(
        context,
        () -> {
          String id = context.pathParam("id");
          StoredEvent event = archive.look(browser -> browser.find(id)).orElse(null);
          if (event == null) {
            Reply.refuse(context.res(), NOT_FOUND, "", null);
          } else {
            Answers.json(context, 200, EventJson.write(event.event()) + "\n");
          }
        });
  }

  private void follow(Context context, BooleanSupplier good) throws IOException {
    Answers.guarded(
        context,
        () -> {
          var parameters = parameters(context).allowing("limit", "after");
          tail.follow(context, parameters, good, stored -> EventJson.write(stored.event()));
        });
  }

  private void count(Context context) throws IOException {
    Answers.guarded(
        context,
        () -> {
          var parameters = parameters(context).allowing("by");
          EventCounts.By by = by(parameters);
          EventQuery query = parameters.filter();
          alone(
              context,
              reader -> {
                ObjectNode body = JsonNodeFactory.instance.objectNode().put("by", by.word());
                var leftOut = new LeftOutRecords();
                var groups = body.putArray("groups");
                for (EventCounts.Group group : new EventCounts(reader, leftOut).count(query, by)) {
                  groups
                      .addObject()
                      .put(by.word(), group.name())
                      .put("events", group.events())
                      .put("allow", group.allowed())
                      .put("redact", group.redacted())
                      .put("escalate", group.escalated())
                      .put("block", group.blocked())
                      .put("tokens", group.tokens())
                      .put("usd", group.usd())
                      .put("unpriced", group.unpriced());
                }
                body.put("left_out", leftOut.count());
                Reply.send(context.res(), 200, Reply.JSON, StrictJson.write(body));
              });
        });
  }

  private static EventCounts.By by(EventParameters parameters) throws QueryFormatException {
    String word = parameters.one("by");
    return Stream.of(EventCounts.By.values())
        .filter(by -> by.word().equals(word == null ? "verdict" : word))
        .findFirst()
        .orElseThrow(() ->
            new QueryFormatException(
                "events are counted by "
                    + Stream.of(EventCounts.By.values())
                        .map(by -> "`" + by.word() + "`")
                        .collect(Collectors.joining(", "))));
  }

  private void export(Context context) throws IOException {
    Answers.guarded(
        context,
        () -> {
          var parameters = parameters(context).allowing("format");
          ExportFormat format = Answers.format(parameters.one("format"));
          EventQuery query = parameters.filter();
          alone(
              context,
              reader -> {
                var response = context.res();
                response.setHeader("cache-control", "no-store");
                response.setHeader(
                    "content-disposition",
                    "attachment; filename=\"events.%s\"".formatted(format.word()));
                response.setContentType(format.mediaType());
                // Not closed where something fails: an answer that breaks off must not look whole.
                OutputStream out = response.getOutputStream();
                var leftOut = new LeftOutRecords();
                long ignored =
                    new EventExporter(reader, leftOut, (_, _) -> {}).export(query, format, out);
                if (!leftOut.isNone()) {
                  out.flush();
                  throw new LedgerException(leftOut.words());
                }
                out.close();
              });
        });
  }

  private interface Reading {
    void with(EventReader reader) throws LedgerException, IOException;
  }

  private void alone(Context context, Reading reading) throws LedgerException, IOException {
    if (!readers.tryAcquire()) {
      Reply.refuse(context.res(), BUSY, "", null);
      return;
    }
    try (EventReader reader = archive.reader()) {
      reading.with(reader);
    } finally {
      readers.release();
    }
  }

  private EventParameters parameters(Context context) throws QueryFormatException {
    return new EventParameters(RawQuery.parameters(context), archive.clock());
  }
}
