package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventQuery;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An export that outlives the program that began it.
 *
 * @param filter which events; its times are fixed, its limit and order do not count
 * @param last number of the last event there was when the job was made
 * @param position up to which number events were looked at
 * @param events how many were written
 * @param leftOut how many fit and could not be read
 * @param bytes how long the file is up to there
 * @param completed when the file was whole; null before
 * @param digest SHA-256 of the whole file in hexadecimal digits; null before it is whole
 * @param problem why it cannot go on; null otherwise
 * @param cancelled when somebody cancelled it and its file went; null otherwise
 */
public record ExportJob(
    String id,
    ExportFormat format,
    EventQuery filter,
    Instant created,
    long last,
    long position,
    long events,
    long leftOut,
    long bytes,
    @Nullable Instant completed,
    @Nullable String digest,
    @Nullable String problem,
    @Nullable Instant cancelled) {

  /** How far a job is. */
  public enum State {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether nothing will be written any more, whoever runs the job. */
    public boolean isOver() {
      return this == COMPLETED || this == CANCELLED;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public State state() {
    if (cancelled != null) {
      return State.CANCELLED;
    }
    if (completed != null) {
      return State.COMPLETED;
    }
    if (problem != null) {
      return State.FAILED;
    }
    return bytes == 0 ? State.QUEUED : State.RUNNING;
  }

  /** The name under which people keep the file. */
  public String fileName() {
    return id + "." + format.word();
  }

  ExportJob at(long newPosition, long newEvents, long newLeftOut, long newBytes) {
    return new ExportJob(
        id,
        format,
        filter,
        created,
        last,
        newPosition,
        newEvents,
        newLeftOut,
        newBytes,
        null,
        null,
        null,
        null);
  }

  ExportJob whole(Instant at, String sha256) {
    return new ExportJob(
        id, format, filter, created, last, position, events, leftOut, bytes, at, sha256, null,
        null);
  }

  ExportJob failed(String why) {
    return new ExportJob(
        id, format, filter, created, last, position, events, leftOut, bytes, null, null, why, null);
  }

  ExportJob cancelled(Instant at) {
    return new ExportJob(id, format, filter, created, last, 0, 0, 0, 0, null, null, null, at);
  }
}
