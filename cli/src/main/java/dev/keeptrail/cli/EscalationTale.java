package dev.keeptrail.cli;

import dev.keeptrail.ledger.AdministrationQuery;
import dev.keeptrail.ledger.EventPosition;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the trail says of the escalation behind a decision, or of the one that it led to. */
record EscalationTale(String id, List<AdministrativeEvent> entries) {
  private static final String TAG = "escalation_id";
  private static final int PAGE = 1_000;
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

  EscalationTale {
    entries = List.copyOf(entries);
  }

  /**
   * The oldest entry first; no entries where nothing was escalated.
   *
   * @param leftOut told of entries that cannot be read and may be about it
   */
  static EscalationTale of(EventReader reader, DecisionEvent event, LeftOut leftOut)
      throws LedgerException {
    String used = event.tags().get(TAG);
    String id = used == null ? opened(event) : used;
    List<AdministrativeEvent> entries = new ArrayList<>();
    if (id != null) {
      Instant since = EventIds.made(id).orElse(event.timestamp()).minus(CLOCKS_APART);
      List<StoredAdministrativeEvent> page = page(reader, since, null, leftOut);
      while (!page.isEmpty()) {
        page.stream()
            .map(StoredAdministrativeEvent::event)
            .filter(entry -> entry.subject().equals(id))
            .forEach(entries::addFirst);
        page = page(reader, since, page.getLast().position(), leftOut);
      }
    }
    return new EscalationTale(id == null ? "" : id, entries);
  }

  /** An entry in words, such as {@code approved by operator ana at ...: seen}. */
  static String words(AdministrativeEvent entry) {
    String reason = entry.details().get("reason");
    String usedBy = entry.details().get("used_by_event");
    return "%s by %s %s at %s%s%s"
        .formatted(
            did(entry),
            entry.actor().kind(),
            entry.actor().name(),
            entry.timestamp(),
            usedBy == null ? "" : " for " + usedBy,
            reason == null ? "" : ": " + reason);
  }

  /** What was done, without the group that it belongs to. */
  static String did(AdministrativeEvent entry) {
    return entry.action().substring(entry.action().indexOf('.') + 1);
  }

  private static @Nullable String opened(DecisionEvent event) {
    return event.verdict().equals("escalate") && event.id().startsWith("evt_")
        ? Escalation.idOf(event.id())
        : null;
  }

  private static List<StoredAdministrativeEvent> page(
      EventReader reader, Instant since, @Nullable EventPosition before, LeftOut leftOut)
      throws LedgerException {
    return reader.administration(
        new AdministrationQuery(null, since, null, "escalation", null, 0, before, PAGE), leftOut);
  }
}
