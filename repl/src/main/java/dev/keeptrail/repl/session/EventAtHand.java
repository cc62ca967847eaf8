package dev.keeptrail.repl.session;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.repl.input.ReplayCase;
import java.util.ArrayList;
import java.util.List;

/** The event that commands speak of, with whatever was changed of it for a trial. */
final class EventAtHand {
  private static final int MAX_CHANGES = 1_000;

  private final long position;
  private final ReplayCase recorded;
  private final List<ReplayCase> versions = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();

  EventAtHand(long position, ReplayCase recorded) {
    this.position = position;
    this.recorded = recorded;
  }

  long position() {
    return position;
  }

  /** As it was recorded. */
  ReplayCase recorded() {
    return recorded;
  }

  /** With all changes. */
  ReplayCase now() {
    return versions.isEmpty() ? recorded : versions.getLast();
  }

  boolean isChanged() {
    return !versions.isEmpty();
  }

  /** What was changed, in words, the oldest first. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  /** What was captured, with all changes. */
  CapturedExchange exchange() throws ProblemException {
    CapturedExchange exchange = now().exchange();
    if (exchange == null) {
      throw new ProblemException("`%s`: %s".formatted(recorded.id(), recorded.missing()), null);
    }
    return exchange;
  }

  void change(CapturedExchange exchange, String words) throws ProblemException {
    if (changes.size() == MAX_CHANGES) {
      throw new ProblemException("there are %,d changes already".formatted(MAX_CHANGES), null);
    }
    versions.add(recorded.changed(exchange));
    changes.add(words);
  }

  /** Takes the last change back; false when there is none. */
  boolean undo() {
    if (versions.isEmpty()) {
      return false;
    }
    versions.removeLast();
    changes.removeLast();
    return true;
  }

  void reset() {
    versions.clear();
    changes.clear();
  }
}
