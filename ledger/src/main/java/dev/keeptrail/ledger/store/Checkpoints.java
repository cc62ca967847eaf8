package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The checkpoints whose signatures hold: those of a ledger, and one that somebody kept. */
final class Checkpoints {
  private final LedgerAudit.Request request;
  private final Copies.Sink sink;
  private final List<Signed> read = new ArrayList<>();
  private final Map<Long, Signed> bySize = new HashMap<>();

  /** Size of the one that is kept beside the key where the ledger has it no more; 0 for none. */
  private long taken;

  /**
   * A checkpoint whose signature holds.
   *
   * @param kept whether somebody kept it elsewhere
   */
  record Signed(Checkpoint checkpoint, boolean kept) {
    long size() {
      return checkpoint.size();
    }
  }

  private Checkpoints(LedgerAudit.Request request, Copies.Sink sink) {
    this.request = request;
    this.sink = sink;
  }

  /**
   * Reads them all; none counts before {@link #hold} has looked at it.
   *
   * @param lastSigned the one that is kept beside the key; null for none
   * @throws LedgerException when the one that was kept is none
   */
  static Checkpoints read(
      Connection connection,
      LedgerAudit.Request request,
      @Nullable String lastSigned,
      Copies.Sink sink)
      throws SQLException, LedgerException {
    var all = new Checkpoints(request, sink);
    List<Row> found = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT size, note FROM checkpoint ORDER BY size");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(new Row(rows.getLong(1), rows.getString(2)));
      }
    }
    // WHY: a gateway signs each second, and a signature takes as long to check as many events.
    List<Optional<Checkpoint>> signed =
        found.parallelStream()
            .map(row -> Optional.ofNullable(row.note()).flatMap(all::signed))
            .toList();
    for (int at = 0; at < found.size(); at++) {
      all.add(found.get(at).size(), signed.get(at).orElse(null));
    }
    if (lastSigned != null) {
      all.addLast(lastSigned);
    }
    all.addKept();
    return all;
  }

  private record Row(long size, @Nullable String note) {}

  private void add(long size, @Nullable Checkpoint checkpoint) {
    if (checkpoint != null && checkpoint.size() == size) {
      read.add(new Signed(checkpoint, false));
    } else if (size >= request.first() || size < 1) {
      sink.found(
          Breach.Kind.UNSIGNED,
          size,
          size,
          "the checkpoint of " + size + " events is damaged, or signed by no known key");
    }
  }

  private void addLast(String note) {
    Checkpoint last = signed(note).orElse(null);
    if (last == null) {
      sink.found(
          Breach.Kind.UNSIGNED,
          1,
          1,
          "the checkpoint in `checkpoint.last` is damaged, or signed by no known key");
      return;
    }
    if (read.stream().noneMatch(one -> one.size() == last.size())) {
      taken = last.size();
    }
    read.add(new Signed(last, true));
  }

  private void addKept() throws LedgerException {
    String kept = request.kept();
    if (kept != null) {
      read.add(
          new Signed(
              signed(kept)
                  .orElseThrow(() ->
                      new LedgerException(
                          "the checkpoint that was kept is none, or signed by no key that is given")),
              true));
    }
  }

  private Optional<Checkpoint> signed(String note) {
    SignedNote parsed = SignedNote.parse(note).orElse(null);
    return parsed == null
        ? Optional.empty()
        : Checkpoint.parse(parsed.text())
            .filter(checkpoint ->
                parsed
                    .signedBy(request.keys())
                    .filter(key -> key.name().equals(checkpoint.origin()))
                    .isPresent());
  }

  /** How many events the largest was signed with, whether they are there or not; 0 for none. */
  long largest() {
    return read.stream().mapToLong(Signed::size).max().orElse(0);
  }

  /**
   * Takes those that the ledger can be held against.
   *
   * @param end number of the last event
   */
  void hold(long end) {
    read.forEach(one -> hold(one, end));
    if (taken > 0 && taken <= end) {
      sink.found(
          Breach.Kind.UNSIGNED,
          taken,
          taken,
          "the checkpoint of %d events was taken away; `checkpoint.last` has it".formatted(taken));
    }
  }

  private void hold(Signed one, long end) {
    long size = one.size();
    if (size > end) {
      sink.found(
          Breach.Kind.TRUNCATED,
          end + 1,
          size,
          "a checkpoint was signed with %d events, and there are %d".formatted(size, end));
      return;
    }
    Signed other = bySize.putIfAbsent(size, one);
    if (other != null && !other.checkpoint().equals(one.checkpoint())) {
      sink.found(
          Breach.Kind.REWRITTEN,
          1,
          size,
          "two signed checkpoints of " + size + " events say different things");
    }
  }

  /** The one of so many events; null for none. */
  @Nullable Signed at(long size) {
    return bySize.get(size);
  }

  /**
   * The keys that are given and are this ledger's: one of its checkpoints has the name of the key.
   * Somebody who checks several ledgers may give the keys of all.
   */
  List<NoteKey> keys() {
    Set<String> origins =
        bySize.values().stream().map(one -> one.checkpoint().origin()).collect(Collectors.toSet());
    return request.keys().stream().filter(key -> origins.contains(key.name())).toList();
  }

  /** Up to which event some checkpoint vouches; 0 for none. */
  long vouched() {
    return bySize.keySet().stream().reduce(0L, Math::max);
  }

  /** The same of those that end in front of an event. */
  long vouchedBefore(long first) {
    return bySize.keySet().stream().filter(size -> size < first).reduce(0L, Math::max);
  }
}
