package dev.keeptrail.repl.input;

import java.util.Optional;
import java.util.OptionalLong;

/** Recorded exchanges, one after the other. For one thread. */
public interface ReplaySource extends AutoCloseable {
  /** How many there are, where that is known at the start. */
  OptionalLong count();

  /**
   * The next; empty at the end.
   *
   * @throws ReplayInputException when it cannot be read
   */
  Optional<ReplayItem> next() throws ReplayInputException;

  @Override
  void close();
}
