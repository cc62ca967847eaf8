package dev.keeptrail.repl.input;

import dev.keeptrail.ledger.capture.CaptureKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Recorded exchanges that can be gone through in both directions, each at a position that rises.
 * What is held of them does not grow with their number. For one thread.
 */
public interface Recording extends AutoCloseable {
  /**
   * Opens whatever there is: the folder of a ledger, a table of captures or a file of them.
   *
   * @throws ReplayInputException when it is none of these
   */
  static Recording open(Path path, CaptureKeys keys) throws ReplayInputException {
    if (Files.isDirectory(path)) {
      return LedgerRecording.open(path, keys);
    }
    return FileKind.isTable(path) ? TableRecording.open(path, keys) : FileRecording.open(path);
  }

  /** What it was opened as. */
  String name();

  /** How many there are, where that is known without going through them. */
  OptionalLong count();

  /** All from a position on. */
  Walk from(long position);

  /**
   * The last one in front of a position; empty when there is none.
   *
   * @throws ReplayInputException when it cannot be read
   */
  Optional<Entry> before(long position) throws ReplayInputException;

  /**
   * The one with that id; empty when there is none.
   *
   * @throws ReplayInputException when the recording cannot be read
   */
  Optional<Entry> find(String id) throws ReplayInputException;

  @Override
  void close();

  /**
   * One recorded exchange, not unpacked yet.
   *
   * @param position rises from one to the next; need not be without gaps
   * @param key what {@link Sample} goes by
   */
  record Entry(long position, String key, ReplayItem item) {}

  /** Goes on from one to the next. */
  interface Walk {
    /**
     * The next; empty at the end.
     *
     * @throws ReplayInputException when it cannot be read
     */
    Optional<Entry> next() throws ReplayInputException;
  }
}
