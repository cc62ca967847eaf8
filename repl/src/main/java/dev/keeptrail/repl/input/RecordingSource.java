package dev.keeptrail.repl.input;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** A whole recording, for a replay; the recording stays the caller's. */
public final class RecordingSource implements ReplaySource {
  private final Recording recording;
  private final Recording.Walk walk;
  private final Predicate<String> wanted;

  /**
   * @param wanted which ones are taken, by their keys
   */
  public RecordingSource(Recording recording, Predicate<String> wanted) {
    this.recording = recording;
    this.walk = recording.from(1);
    this.wanted = wanted;
  }

  @Override
  public OptionalLong count() {
    return recording.count();
  }

  @Override
  public Optional<ReplayItem> next() throws ReplayInputException {
    Optional<Recording.Entry> next = walk.next();
    while (next.isPresent() && !wanted.test(next.get().key())) {
      next = walk.next();
    }
    return next.map(Recording.Entry::item);
  }

  @Override
  public void close() {
    // Nothing but the recording is open.
  }
}
