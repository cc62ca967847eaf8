package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.EscalationJson;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.store.BesideRows.Held;
import dev.keeptrail.ledger.store.BesideRows.Kept;
import dev.keeptrail.ledger.store.BesideRows.Reviewed;
import dev.keeptrail.ledger.store.TrailTales.EscalationTale;
import dev.keeptrail.ledger.store.TrailTales.HoldTale;
import dev.keeptrail.ledger.store.TrailTales.Last;
import dev.keeptrail.ledger.store.TrailTales.PackTale;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Holds what is administered beside a ledger against the entries of the trail, whose leaves vouch
 * for them. What was changed a moment ago is left out: rows and entries are read one after the
 * other. One use, one thread.
 */
final class BesideCheck {
  private static final Duration SETTLED = Duration.ofSeconds(10);

  /** Row and entry are written in one transaction, with two looks at the clock. */
  private static final long NEAR_MILLIS = 60_000;

  private static final long ROUNDED_MILLIS = 1_000;

  /** The entries that tell of what is kept beside events. */
  private static final String TOLD =
      "(action LIKE 'escalation.%' OR action LIKE 'hold.%' OR action = 'pack.loaded')";

  private final BesideRows rows;
  private boolean entriesGone;
  private final long end;
  private final Copies.Sink sink;
  private final TrailTales trail = new TrailTales();

  /**
   * What to compare.
   *
   * @param rows null where nothing administered is there
   * @param mayBeMissing whether that is as it should be
   * @param end number of the last event
   */
  record Asked(Notices pruned, @Nullable BesideRows rows, boolean mayBeMissing, long end) {
    /**
     * Compares captures with their events, and what is administered with the trail.
     *
     * @return whether there was something administered
     */
    boolean run(Dialect dialect, Connection connection, Copies.Sink sink) throws SQLException {
      new CaptureCheck(dialect, connection, pruned, sink).run();
      if (!dialect.has(connection, AdministrationTable.NAME)) {
        return false;
      }
      if (rows == null) {
        if (!mayBeMissing) {
          requireNone(connection, end, sink);
        }
        return false;
      }
      new BesideCheck(rows, pruned.coverEntries(), end, sink).run(connection);
      return true;
    }
  }

  /** Whoever removes holds, decisions and packs together with their file removes them all. */
  private static void requireNone(Connection connection, long end, Copies.Sink sink)
      throws SQLException {
    long told =
        LedgerSchema.number(connection, "SELECT count(*) FROM administration WHERE " + TOLD);
    if (told > 0) {
      sink.found(
          Breach.Kind.CONTRADICTED,
          1,
          Math.max(1, end),
          "what is administered is not there, or empty, and %d entries of the trail tell of it:"
                  .formatted(told)
              + " its holds hold nothing any more");
    }
  }

  /**
   * @param entriesGone whether entries of the trail were pruned, so that some things are told by
   *     none any more
   * @param end number of the last event
   */
  private BesideCheck(BesideRows rows, boolean entriesGone, long end, Copies.Sink sink) {
    this.rows = rows;
    this.entriesGone = entriesGone;
    this.end = end;
    this.sink = sink;
  }

  /** Reads the trail, and compares. */
  private void run(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT sequence, json FROM administration WHERE " + TOLD + " ORDER BY sequence");
        ResultSet entries = select.executeQuery()) {
      while (entries.next()) {
        var row = new AdministrativeRow(entries.getLong(1), entries.getBytes(2), 0, null);
        try {
          trail.take(row.sequence(), row.orThrow().event());
        } catch (LedgerException unreadable) {
          untold(row.sequence(), unreadable);
        }
      }
    }
    rows.waiting().forEach(entry -> trail.take(0, entry));
    if (rows.damaged() > 0) {
      found(
          null,
          "%d entries of the trail on their way are damaged, and keep those behind them from it"
              .formatted(rows.damaged()));
    }
    rows.unbidden()
        .forEach(one -> found(null, "what is administered is not kept as it was: " + one));
    holds();
    escalations();
    packs();
  }

  /**
   * WHY: it may have told of anything, so that what no other entry tells of is no invention, as
   * where entries were pruned.
   */
  private void untold(long sequence, LedgerException unreadable) {
    entriesGone = true;
    sink.found(
        Breach.Kind.CONTRADICTED,
        sequence,
        sequence,
        unreadable.getMessage()
            + "; what it tells of holds, escalations or packs is compared with nothing, unless by the"
            + " build that wrote it");
  }

  private void holds() {
    Set<String> names = new HashSet<>(rows.holds().keySet());
    names.addAll(trail.holds().keySet());
    for (String name : names.stream().sorted().toList()) {
      Held there = rows.holds().get(name);
      HoldTale tale = trail.holds().get(name);
      if (tale == null) {
        if (!entriesGone) {
          found(null, "a hold `%s` is kept that nobody placed".formatted(name));
        }
      } else if (isSettled(tale.last()) && !isAsPlaced(there, tale)) {
        found(
            tale.last(),
            there == null
                ? "the hold `%s` was placed, and is not kept".formatted(name)
                : "the hold `%s` is not kept as the trail says".formatted(name));
      }
    }
  }

  private boolean isAsPlaced(@Nullable Held there, HoldTale tale) {
    var placed = tale.placed();
    if (placed == null || there == null) {
      // An entry that placed it again may be gone, and so may one that released it.
      return (placed == null) == (there == null) || entriesGone;
    }
    return Objects.equals(placed.get("since"), there.since())
        && Objects.equals(placed.get("until"), there.until())
        && isSame(there.reason(), placed.get("reason"));
  }

  private void escalations() {
    Set<String> ids = new HashSet<>(rows.escalations().keySet());
    ids.addAll(trail.escalations().keySet());
    for (String id : ids.stream().sorted().toList()) {
      Reviewed there = rows.escalations().get(id);
      EscalationTale tale = trail.escalations().get(id);
      if (tale == null) {
        if (!entriesGone) {
          found(null, "an escalation `%s` is kept that nothing opened".formatted(id));
        }
      } else if (tale.opened && isSettled(tale.last)) {
        if (there == null) {
          found(tale.last, "the escalation `%s` was opened, and is not kept".formatted(id));
        } else {
          List<String> wrong = wrong(there, tale);
          if (!wrong.isEmpty()) {
            found(
                tale.last,
                "the %s of the escalation `%s` is not what the trail says"
                    .formatted(String.join(", ", wrong), id));
          }
        }
      }
    }
  }

  private static List<String> wrong(Reviewed there, EscalationTale tale) {
    List<String> wrong = new ArrayList<>();
    add(there.state().equals(tale.state), "state", wrong);
    add(
        isSame(there.claimedBy(), tale.claimedBy) && isNear(there.claimedAt(), tale.claimed),
        "claim",
        wrong);
    add(
        isSame(there.resolvedBy(), tale.resolvedBy) && isSame(there.reason(), tale.reason),
        "resolution",
        wrong);
    add(isSame(there.usedBy(), tale.usedBy) && isNear(there.usedAt(), tale.used), "use", wrong);
    String bound = tale.about.get(TrailTales.BOUND);
    EscalationDraft draft = draft(there.draft());
    add(
        draft != null
            && (bound == null ? isAbout(draft, tale) : bound.equals(there.bound()))
            && Objects.equals(there.assignee(), assignee(draft)),
        "subject",
        wrong);
    if (draft != null) {
      add(isInTime(there, tale, draft.lifetime().toMillis()), "time", wrong);
    }
    return wrong;
  }

  private static void add(boolean right, String what, List<String> wrong) {
    if (!right) {
      wrong.add(what);
    }
  }

  private static boolean isSame(@Nullable String kept, @Nullable String told) {
    return Objects.equals(kept == null ? null : AdministrativeJson.text(kept), told);
  }

  private static @Nullable EscalationDraft draft(String json) {
    try {
      return EscalationJson.parse(json);
    } catch (JacksonException | IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable String assignee(EscalationDraft draft) {
    Assignee assignee = draft.assignee();
    return assignee == null ? null : assignee.name();
  }

  /** Entries of earlier builds say no more of it. */
  private static boolean isAbout(EscalationDraft draft, EscalationTale tale) {
    return isSame(draft.eventId(), tale.about.get("event_id"))
        && isSame(draft.policy(), tale.about.get("policy"))
        && isSame(draft.reasonCode(), tale.about.get("reason_code"));
  }

  /** How long a decision may take, and an approval is good, counts from what was done. */
  private static boolean isInTime(Reviewed there, EscalationTale tale, long lifetime) {
    Instant resolved = tale.resolved;
    Long resolvedAt = there.resolvedAt();
    boolean noted = isNear(there.created(), tale.created) && isNear(resolvedAt, resolved);
    boolean approved = resolved != null && !tale.state.equals("denied");
    long begin = approved && resolvedAt != null ? resolvedAt : there.created();
    long expires = begin + lifetime;
    return noted
        && there.expires() >= expires - ROUNDED_MILLIS
        && there.expires() <= expires + ROUNDED_MILLIS;
  }

  private static boolean isNear(@Nullable Long millis, @Nullable Instant told) {
    if (millis == null || told == null) {
      return millis == null && told == null;
    }
    // WHY: exact, because somebody may have written any number, and a difference of it is none.
    long near = told.toEpochMilli();
    return millis >= near - NEAR_MILLIS && millis <= near + NEAR_MILLIS;
  }

  private void packs() {
    Set<String> kept = new HashSet<>();
    for (Kept pack : rows.packs()) {
      kept.add(pack.digest());
      PackTale tale = trail.packs().get(pack.digest());
      Last last = tale == null ? null : tale.last();
      if (!pack.plan().equals(pack.digest())) {
        found(last, "the plan of the pack `%s` has another digest".formatted(pack.digest()));
      } else if (tale != null && isSettled(tale.last()) && !isAsLoaded(pack, tale)) {
        found(
            last,
            "name, version or sources of the pack `%s` are not what was loaded"
                .formatted(pack.digest()));
      }
    }
    trail
        .packs()
        .forEach((digest, tale) -> {
          if (tale.sources() != null && isSettled(tale.last()) && !kept.contains(digest)) {
            found(tale.last(), "the pack `%s` was loaded, and is not kept".formatted(digest));
          }
        });
  }

  private boolean isAsLoaded(Kept pack, PackTale tale) {
    String sources = tale.sources();
    return isSame(pack.name(), tale.name())
        && isSame(pack.version(), tale.version())
        && pack.sources() != null
        && (sources == null || entriesGone || sources.equals(pack.sources()));
  }

  private boolean isSettled(Last last) {
    return last.at().isBefore(rows.at().minus(SETTLED));
  }

  /** Where nothing tells of it, it is about the whole ledger. */
  private void found(@Nullable Last last, String message) {
    boolean placed = last != null && last.sequence() > 0;
    long first = placed && last != null ? last.sequence() : 1;
    sink.found(Breach.Kind.CONTRADICTED, first, placed ? first : Math.max(1, end), message);
  }
}
