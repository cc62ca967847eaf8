package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.archive.ProofStatus;
import dev.keeptrail.gateway.archive.TrailParameters;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.console.EntriesPage;
import dev.keeptrail.gateway.console.Filter;
import dev.keeptrail.gateway.console.OneEntryPage;
import dev.keeptrail.gateway.console.Session;
import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.TrailPage;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pages of the administrative trail, for who may audit. Thread-safe. */
final class TrailPages {
  private static final String LOADED = "pack.loaded";

  /** Entries that are looked at to find what a gateway had loaded before. */
  private static final int BEFORE = 100;

  private final ConsoleDoor door;
  private final Archive archive;

  TrailPages(ConsoleDoor door, Archive archive) {
    this.door = door;
    this.archive = archive;
  }

  void register(RoutesConfig routes) {
    routes.get("/console/trail", auditing(this::entries));
    routes.get("/console/trail/{id}", auditing(this::entry));
    routes.get("/console/trail/{id}/json", auditing(this::json));
  }

  /** The trail says who is who, and which keys there are: more than events say. */
  private Handler auditing(ConsoleDoor.Work work) {
    return door.inside((context, session) -> {
      if (session.operator().may(KeyScope.AUDIT)) {
        work.handle(context, session);
      } else {
        door.problem(
            context,
            403,
            "Not shown",
            "To see the trail takes a key with the scope `audit` or `admin`.");
      }
    });
  }

  private void entries(Context context, Session session) throws IOException, LedgerException {
    String problem = null;
    TrailPage page = null;
    try {
      AdministrationQuery query =
          TrailParameters.page(
              RawQuery.parameters(context),
              archive.clock(),
              EventRoutes.PAGE,
              EventRoutes.LARGEST_PAGE);
      page = archive.look(browser -> browser.trail(query));
    } catch (QueryFormatException wrong) {
      problem = String.valueOf(wrong.getMessage());
    }
    door.show(
        context,
        session,
        problem == null ? 200 : 422,
        EntriesPage.of(Filter.of(context.queryParamMap()), page, problem));
  }

  private void entry(Context context, Session session) throws IOException, LedgerException {
    String id = context.pathParam("id");
    StoredAdministrativeEvent stored = TrailRoutes.find(archive, id).orElse(null);
    if (stored == null) {
      door.missing(context, "The trail has no entry of this id.");
      return;
    }
    ProofStatus proof = archive.proof(id);
    door.show(context, session, 200, OneEntryPage.of(stored.event(), proof, loadedBefore(stored)));
  }

  private void json(Context context, Session session) throws IOException, LedgerException {
    StoredAdministrativeEvent stored =
        TrailRoutes.find(archive, context.pathParam("id")).orElse(null);
    if (stored == null) {
      door.missing(context, "The trail has no entry of this id.");
    } else {
      Answers.json(context, 200, AdministrativeJson.write(stored.event()) + "\n");
    }
  }

  /** What the same gateway had in force for the same callers before a pack was loaded. */
  private @Nullable AdministrativeEvent loadedBefore(StoredAdministrativeEvent stored)
      throws LedgerException {
    if (!stored.event().action().equals(LOADED)) {
      return null;
    }
    var query =
        new AdministrationQuery(null, null, null, LOADED, null, 0, stored.position(), BEFORE);
    return archive.look(browser -> browser.trail(query)).entries().stream()
        .map(StoredAdministrativeEvent::event)
        .filter(other -> isForTheSame(other, stored.event()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isForTheSame(AdministrativeEvent one, AdministrativeEvent other) {
    return List.of("gateway_id", "consumer_group").stream()
        .allMatch(name -> Objects.equals(one.details().get(name), other.details().get(name)));
  }
}
