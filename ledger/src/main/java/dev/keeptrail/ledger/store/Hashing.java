package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.LeafHasher;
import dev.keeptrail.ledger.store.AuditedRows.Read;
import dev.keeptrail.ledger.store.AuditedRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The hashing of a stretch of events, in pieces that whoever is free takes: some threads from when
 * the stretch was read, and in the end the one that needs it. What is found out about an event does
 * not hang on who does it.
 */
final class Hashing {
  /** So many events are hashed with the same buffers. */
  private static final int PIECE = 32;

  private final List<FutureTask<List<Read>>> pieces = new ArrayList<>();
  private final Queue<LeafHasher> idle;

  /**
   * Begins nothing yet.
   *
   * @param idle what can hash events; no more than threads
   */
  Hashing(List<Row> rows, Queue<LeafHasher> idle) {
    this.idle = idle;
    for (int from = 0; from < rows.size(); from += PIECE) {
      List<Row> piece = rows.subList(from, Math.min(rows.size(), from + PIECE));
      pieces.add(new FutureTask<>(() -> reads(piece)));
    }
  }

  private List<Read> reads(List<Row> piece) {
    LeafHasher waiting = idle.poll();
    LeafHasher hasher = waiting == null ? LeafHasher.ofMany() : waiting;
    List<Read> reads = new ArrayList<>(piece.size());
    for (Row row : piece) {
      reads.add(row.read(hasher));
    }
    idle.add(hasher);
    return reads;
  }

  /** Does what nobody has begun. */
  void work() {
    // One that another thread has begun passes over it.
    pieces.forEach(FutureTask::run);
  }

  /** What was found out about each event by itself, in order; does what is left of it. */
  List<Read> all() {
    work();
    List<Read> all = new ArrayList<>(pieces.size() * PIECE);
    for (FutureTask<List<Read>> piece : pieces) {
      all.addAll(outcome(piece));
    }
    return all;
  }

  private static List<Read> outcome(FutureTask<List<Read>> piece) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return piece.get();
        } catch (InterruptedException exception) {
          // Whoever does it comes to an end soon.
          interrupted = true;
        } catch (ExecutionException exception) {
          switch (exception.getCause()) {
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case null, default ->
                throw new IllegalStateException("events could not be hashed", exception);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
