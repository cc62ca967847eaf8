package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.archive.TrailParameters;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.TrailPage;
import dev.keeptrail.ledger.event.AdministrativeJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The administrative trail over HTTP, for auditors. It names people and keys. */
final class TrailRoutes {
  private static final Refusal NOT_FOUND =
      Refusal.of(
          404, ErrorType.VALIDATION_ERROR, "entry_not_found", "the trail has no entry of this id");

  private final Archive archive;

  TrailRoutes(Archive archive) {
    this.archive = archive;
  }

  void register(RoutesConfig routes, Guard guard) {
    routes.get("/v1/trail", guard.only(KeyScope.AUDIT, (context, _) -> page(context)));
    routes.get("/v1/trail/{id}", guard.only(KeyScope.AUDIT, (context, _) -> one(context)));
  }

  private void page(Context context) throws IOException {
    Answers.guarded(
        context,
        () -> {
          AdministrationQuery query =
              TrailParameters.page(
                  RawQuery.parameters(context),
                  archive.clock(),
                  EventRoutes.PAGE,
                  EventRoutes.LARGEST_PAGE);
          TrailPage page = archive.look(browser -> browser.trail(query));
          String entries =
              page.entries().stream()
                  .map(stored -> AdministrativeJson.write(stored.event()))
                  .collect(Collectors.joining(",\n"));
          String next = page.next() == null ? "null" : '"' + page.next().cursor() + '"';
          Answers.json(
              context,
              200,
              "{\"entries\":[\n%s\n],\"unreadable\":%s,\"next_cursor\":%s}\n"
                  .formatted(entries, Unreadable.array(page.leftOut()), next));
        });
  }

  private void one(Context context) throws IOException {
    Answers.guarded(
        context,
        () -> {
          StoredAdministrativeEvent entry = find(archive, context.pathParam("id")).orElse(null);
          if (entry == null) {
            Reply.refuse(context.res(), NOT_FOUND, "", null);
          } else {
            Answers.json(context, 200, AdministrativeJson.write(entry.event()) + "\n");
          }
        });
  }

  /**
   * One entry.
   *
   * @throws LedgerException also when it cannot be read
   */
  static Optional<StoredAdministrativeEvent> find(Archive archive, @Nullable String id)
      throws LedgerException {
    if (id == null) {
      return Optional.empty();
    }
    TrailPage page = archive.look(browser -> browser.trail(AdministrationQuery.of(id)));
    if (page.leftOut().isEmpty()) {
      return page.entries().stream().findFirst();
    }
    // Whoever asks for this one alone is told what cannot be read about it.
    try (EventReader reader = archive.reader()) {
      return reader.administration(AdministrationQuery.of(id)).stream().findFirst();
    }
  }
}
