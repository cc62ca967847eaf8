package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where it is put down who makes, cancels, takes and removes exports, and which become whole. It is
 * told before something is done, so that nothing is done that is not on record. Thread-safe.
 */
@FunctionalInterface
public interface ExportTrail {
  /** Nobody in particular: time has passed, or what was begun is done. */
  Actor ITSELF = new Actor(Actor.SYSTEM, "exports");

  /**
   * Puts an entry down.
   *
   * @throws LedgerException when it is not durable
   */
  void note(String action, Actor actor, String subject, Map<String, String> details)
      throws LedgerException;

  /** The trail of an installation. */
  static ExportTrail on(Administration administration) {
    return administration::note;
  }

  /** No trail, where nothing is administered. */
  static ExportTrail none() {
    return (_, _, _, _) -> {};
  }

  /** Somebody is about to begin an export. */
  default void created(ExportJob job, Actor actor) throws LedgerException {
    note("export.created", actor, job.id(), about(job));
  }

  /** Somebody is about to get the file, or a part of it. */
  default void downloaded(ExportJob job, Actor actor) throws LedgerException {
    note("export.downloaded", actor, job.id(), written(job));
  }

  /** A file is whole. */
  default void completed(ExportJob job) throws LedgerException {
    note("export.completed", ITSELF, job.id(), written(job));
  }

  /** Somebody is about to stop a job and to remove what was written of its file. */
  default void cancelled(ExportJob job, Actor actor) throws LedgerException {
    note("export.cancelled", actor, job.id(), withState(job));
  }

  /** Somebody is about to remove a job and its file. */
  default void removed(ExportJob job, Actor actor) throws LedgerException {
    note("export.removed", actor, job.id(), withState(job));
  }

  private static Map<String, String> withState(ExportJob job) {
    Map<String, String> details = about(job);
    details.put("status", job.state().word());
    return details;
  }

  private static Map<String, String> written(ExportJob job) {
    Map<String, String> details = about(job);
    details.put("events", Long.toString(job.events()));
    put(details, "sha256", job.digest());
    return details;
  }

  private static Map<String, String> about(ExportJob job) {
    EventQuery filter = job.filter();
    Map<String, String> details = new TreeMap<>();
    details.put("format", job.format().word());
    put(details, "since", filter.since());
    put(details, "until", filter.until());
    if (!filter.verdicts().isEmpty()) {
      details.put("verdict", String.join(" ", filter.verdicts().stream().sorted().toList()));
    }
    put(details, "policy", filter.policy());
    put(details, "reason", filter.terms().reason());
    put(details, "model", filter.terms().model());
    put(details, "provider", filter.terms().provider());
    put(details, "q", filter.terms().text());
    put(details, "user", filter.terms().caller().user());
    put(details, "team", filter.terms().caller().team());
    put(details, "key", filter.terms().caller().key());
    return details;
  }

  private static void put(Map<String, String> details, String name, @Nullable Object value) {
    if (value != null) {
      details.put(name, value.toString());
    }
  }
}
