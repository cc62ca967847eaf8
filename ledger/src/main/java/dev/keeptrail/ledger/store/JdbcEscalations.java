package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Assignee;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.Escalation.State;
import dev.keeptrail.ledger.escalation.EscalationDraft;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.EscalationException.Why;
import dev.keeptrail.ledger.escalation.EscalationJson;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.Fullness;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Requester;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.escalation.Undecided;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.integrity.Hash;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The escalations in the administration's file: who may do what, and when. */
final class JdbcEscalations implements EscalationQueue {
  private final JdbcAdministration file;
  private final AdministrationKey.Source key;
  private final Waits waits = new Waits();
  private final EscalationTable table;

  JdbcEscalations(JdbcAdministration file, AdministrationKey.Source key) {
    this.file = file;
    this.key = key;
    this.table = new EscalationTable(file::connection, waits);
  }

  @Override
  public void measure(LongSupplier nanos) throws LedgerException {
    file.read(() -> {
      waits.measure(nanos);
      table.see(file.now());
      return true;
    });
  }

  @Override
  public Hash binding(byte[] canonical) {
    try {
      return key.get().binding(canonical);
    } catch (LedgerException missing) {
      // Whoever may open one has the key already.
      throw new IllegalStateException("nothing is bound by who only looks", missing);
    }
  }

  @Override
  public Escalation open(EscalationDraft draft, Hash binding, @Nullable HeldContent content)
      throws LedgerException {
    String id = Escalation.idOf(draft.eventId());
    byte[] sealed = content == null || content.isTooLarge() ? null : key.get().seal(content, id);
    return file.write(() -> {
      Instant now = file.now();
      Escalation earlier = table.undecided(binding, now).orElse(null);
      if (earlier != null && earlier.covers().equals(draft.covers())) {
        return earlier;
      }
      Escalation made =
          new Escalation(
              id,
              now,
              now.plus(draft.lifetime()),
              State.QUEUED,
              draft,
              sealed != null,
              null,
              null,
              null);
      table.insert(made, binding, sealed);
      String bound =
          EscalationTable.bound(EscalationJson.draft(draft).toString(), binding.toBytes());
      note(
          "escalation.opened",
          new Actor(Actor.SYSTEM, draft.gatewayId()),
          made,
          Map.of(TrailTales.BOUND, bound));
      return made;
    });
  }

  @Override
  public Fullness fullness(Hash binding, Requester requester) throws LedgerException {
    return file.read(() -> table.fullness(binding, requester, file.now()));
  }

  @Override
  public Undecided undecided() throws LedgerException {
    return file.read(() -> table.undecided(file.now()));
  }

  @Override
  public List<Escalation> list(Set<State> states, @Nullable String assignee, int limit)
      throws LedgerException {
    return file.read(() -> table.list(states, assignee, limit, file.now()));
  }

  @Override
  public Optional<Escalation> find(String id) throws LedgerException {
    return file.read(() -> table.find(id, file.now()));
  }

  @Override
  public Optional<HeldContent> content(String id) throws LedgerException {
    Optional<byte[]> sealed = file.read(() -> table.content(id));
    return opened(id, sealed);
  }

  private Optional<HeldContent> opened(String id, Optional<byte[]> sealed) throws LedgerException {
    return sealed.isPresent() ? Optional.of(key.get().open(sealed.get(), id)) : Optional.empty();
  }

  @Override
  public Escalation claim(String id, Reviewer reviewer)
      throws LedgerException, EscalationException {
    return file.write(() -> {
      Escalation found = undecided(id, reviewer);
      Escalation.Claim claim = found.claim();
      if (claim != null && claim.by().equals(reviewer.actor().name())) {
        return found;
      }
      requireUnclaimed(found);
      requireOther(found, reviewer, "claim");
      table.claim(id, reviewer.actor().name(), file.now());
      note("escalation.claimed", reviewer.actor(), found, Map.of());
      return again(id);
    });
  }

  @Override
  public Escalation unclaim(String id, Reviewer reviewer)
      throws LedgerException, EscalationException {
    return file.write(() -> {
      Escalation found = undecided(id, reviewer);
      Escalation.Claim claim = found.claim();
      if (claim == null) {
        return found;
      }
      if (!claim.by().equals(reviewer.actor().name()) && !reviewer.operator()) {
        throw claimed(claim);
      }
      table.unclaim(id);
      note("escalation.unclaimed", reviewer.actor(), found, Map.of("claimed_by", claim.by()));
      return again(id);
    });
  }

  @Override
  public Escalation resolve(String id, Reviewer reviewer, Outcome outcome, String reason)
      throws LedgerException, EscalationException {
    if (reason.isBlank() || reason.length() > MOST_CHARACTERS) {
      throw new EscalationException(
          Why.UNFIT, "a decision needs a reason of 1 to %d characters".formatted(MOST_CHARACTERS));
    }
    return file.write(() -> {
      Escalation found = undecided(id, reviewer);
      Escalation.Claim claim = found.claim();
      if (claim != null && !claim.by().equals(reviewer.actor().name())) {
        throw claimed(claim);
      }
      if (outcome == Outcome.APPROVED) {
        requireOther(found, reviewer, "approve");
      }
      Instant now = file.now();
      table.resolve(found, outcome, reviewer.actor().name(), reason, now);
      note("escalation." + outcome.word(), reviewer.actor(), found, Map.of("reason", reason));
      return again(id);
    });
  }

  @Override
  public Standing standing(String id, Hash binding, Requester requester) throws LedgerException {
    return file.read(() -> {
      Escalation found = table.find(id, file.now()).orElse(null);
      if (found == null) {
        return new Standing.Worthless(Standing.Why.UNKNOWN);
      }
      if (!table.isBound(id, binding)) {
        boolean same = found.draft().requester().equals(requester);
        return new Standing.Worthless(same ? Standing.Why.CHANGED : Standing.Why.UNKNOWN);
      }
      return switch (found.state()) {
        case QUEUED, CLAIMED -> new Standing.Worthless(Standing.Why.OPEN);
        case DENIED -> new Standing.Worthless(Standing.Why.DENIED);
        case EXPIRED -> new Standing.Worthless(Standing.Why.EXPIRED);
        case USED -> new Standing.Worthless(Standing.Why.USED);
        case APPROVED ->
            new Standing.Approved(id, binding, found.covers(), opened(id, table.content(id)));
      };
    });
  }

  @Override
  public boolean redeem(Standing.Approved approval, String eventId, boolean unsettled)
      throws LedgerException {
    return file.write(() -> {
      boolean mine =
          table.redeem(approval.id(), approval.binding(), eventId, unsettled, file.now());
      if (mine) {
        Escalation used = again(approval.id());
        Actor requester = new Actor(Actor.SYSTEM, used.draft().gatewayId());
        note("escalation.used", requester, used, Map.of("used_by_event", eventId));
      }
      return mine;
    });
  }

  @Override
  public void settle(String id, String eventId) throws LedgerException {
    file.write(() -> {
      table.settle(id, eventId);
      return true;
    });
  }

  @Override
  public List<Escalation> unsettled() throws LedgerException {
    return file.read(() -> table.unsettled(file.now()));
  }

  @Override
  public void giveBack(String id, String eventId) throws LedgerException {
    file.write(() -> {
      if (table.giveBack(id, eventId)) {
        Escalation back = again(id);
        Actor gateway = new Actor(Actor.SYSTEM, back.draft().gatewayId());
        note("escalation.given_back", gateway, back, Map.of("used_by_event", eventId));
      }
      return true;
    });
  }

  @Override
  public int expire() throws LedgerException {
    List<Escalation> due =
        file.read(() -> {
          table.see(file.now());
          return table.due(file.now());
        });
    for (Escalation one : due) {
      file.write(() -> {
        if (table.expire(one.id(), file.now())) {
          note("escalation.expired", new Actor(Actor.SYSTEM, "expiry"), one, Map.of());
        }
        return true;
      });
    }
    return due.size();
  }

  private Escalation again(String id) throws SQLException {
    return table.find(id, file.now()).orElseThrow(() -> new SQLException("a row has gone"));
  }

  private Escalation undecided(String id, Reviewer reviewer)
      throws SQLException, EscalationException {
    Escalation found =
        table
            .find(id, file.now())
            .orElseThrow(
                () -> new EscalationException(Why.UNKNOWN, "there is no escalation under this id"));
    if (!found.state().isOpen()) {
      throw new EscalationException(
          Why.SETTLED, "nothing is to be decided any more: it is " + found.state().word());
    }
    Assignee assignee = found.draft().assignee();
    if (!reviewer.isMeantBy(assignee) && assignee != null) {
      throw new EscalationException(
          Why.NOT_YOURS, "it is for %s `%s`".formatted(assignee.kind(), assignee.name()));
    }
    return found;
  }

  private static void requireUnclaimed(Escalation found) throws EscalationException {
    Escalation.Claim claim = found.claim();
    if (claim != null) {
      throw claimed(claim);
    }
  }

  private static EscalationException claimed(Escalation.Claim claim) {
    return new EscalationException(
        Why.CLAIMED, "`%s` has claimed it since %s".formatted(claim.by(), claim.at()));
  }

  private static void requireOther(Escalation found, Reviewer reviewer, String verb)
      throws EscalationException {
    if (found.draft().requester().is(reviewer)) {
      throw new EscalationException(
          Why.OWN_REQUEST, "who made the request cannot %s it".formatted(verb));
    }
  }

  private void note(String action, Actor actor, Escalation about, Map<String, String> more)
      throws SQLException {
    Map<String, String> details = new LinkedHashMap<>(more);
    details.put("event_id", about.draft().eventId());
    details.put("policy", about.draft().policy());
    details.put("reason_code", about.draft().reasonCode());
    file.insertNote(action, actor, about.id(), details);
  }
}
