package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the administrative trail tells of holds, escalations and packs, entry by entry in the order
 * in which they were made. One use, one thread.
 */
final class TrailTales {
  /** Names of details. */
  static final String SOURCES = "sources";

  static final String BOUND = "bound";

  private final Map<String, HoldTale> holds = new HashMap<>();
  private final Map<String, EscalationTale> escalations = new HashMap<>();
  private final Map<String, PackTale> packs = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  /** The last entry about something: its number, 0 while it is on its way, and when it was. */
  record Last(long sequence, Instant at) {}

  /** A hold, by the entry that speaks of it last. */
  record HoldTale(Last last, @Nullable Map<String, String> placed) {}

  /** A pack, by the first entry that says what its sources are. */
  record PackTale(Last last, String name, String version, @Nullable String sources) {}

  /** An escalation; whose opening is not there any more cannot be told. */
  static final class EscalationTale {
    Last last = new Last(0, Instant.EPOCH);
    boolean opened;
    String state = "";
    Map<String, String> about = Map.of();
    Instant created = Instant.EPOCH;
    @Nullable String claimedBy;
    @Nullable Instant claimed;
    @Nullable String resolvedBy;
    @Nullable Instant resolved;
    @Nullable String reason;
    @Nullable String usedBy;
    @Nullable Instant used;

    private void take(AdministrativeEvent entry) {
      String by = entry.actor().name();
      switch (entry.action()) {
        case "escalation.opened" -> {
          opened = true;
          state = "queued";
          about = entry.details();
          created = entry.timestamp();
        }
        case "escalation.claimed" -> {
          state = "claimed";
          claimedBy = by;
          claimed = entry.timestamp();
        }
        case "escalation.unclaimed" -> {
          state = "queued";
          claimedBy = null;
          claimed = null;
        }
        case "escalation.approved", "escalation.denied" -> {
          state = entry.action().substring("escalation.".length());
          resolvedBy = by;
          resolved = entry.timestamp();
          reason = entry.details().get("reason");
          claimed = claimedBy == null ? resolved : claimed;
          claimedBy = claimedBy == null ? by : claimedBy;
        }
        case "escalation.used" -> {
          state = "used";
          usedBy = entry.details().get("used_by_event");
          used = entry.timestamp();
        }
        case "escalation.given_back" -> {
          state = "approved";
          usedBy = null;
          used = null;
        }
        case "escalation.expired" -> state = "expired";
        default -> {
          // Of a build to come: what it did is not known, so nothing is compared.
          opened = false;
        }
      }
    }
  }

  /**
   * Takes an entry; one that was taken already tells nothing new.
   *
   * @param sequence its number; 0 while it is on its way
   */
  void take(long sequence, AdministrativeEvent entry) {
    if (!seen.add(entry.id())) {
      return;
    }
    var last = new Last(sequence, entry.timestamp());
    String action = entry.action();
    if (action.equals("hold.placed")) {
      holds.put(entry.subject(), new HoldTale(last, entry.details()));
    } else if (action.equals("hold.released")) {
      holds.put(entry.subject(), new HoldTale(last, null));
    } else if (action.startsWith("escalation.")) {
      EscalationTale tale = escalations.computeIfAbsent(entry.subject(), _ -> new EscalationTale());
      tale.last = last;
      tale.take(entry);
    } else if (action.equals("pack.loaded")) {
      loaded(last, entry);
    }
  }

  /** Texts that come later replace none, so the first entry that has some tells. */
  private void loaded(Last last, AdministrativeEvent entry) {
    String digest = entry.details().getOrDefault("digest", "");
    PackTale before = packs.get(digest);
    String sources = entry.details().get(SOURCES);
    if (before != null && !StoredPack.NO_SOURCES.equals(before.sources())) {
      sources = before.sources();
    }
    packs.put(
        digest,
        new PackTale(last, entry.subject(), entry.details().getOrDefault("version", ""), sources));
  }

  Map<String, HoldTale> holds() {
    return holds;
  }

  Map<String, EscalationTale> escalations() {
    return escalations;
  }

  /** By digest of the plan. */
  Map<String, PackTale> packs() {
    return packs;
  }
}
