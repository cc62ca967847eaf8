package dev.keeptrail.repl.input;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines of a capture file; empty ones do not count. */
public final class FileSource implements ReplaySource {
  /** More than the largest capture that a pack may ask for, with its event. */
  static final int MAX_LINE = 64 << 20;

  private static final int BUFFER = 1 << 16;

  private final String name;
  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private int from;
  private int to;
  private final Predicate<String> wanted;
  private long number;
  private boolean begun;

  /**
   * Reads from there on.
   *
   * @param name what refusals call it
   * @param wanted which lines are taken; sees the line, whose text is all that is known before it
   *     is unpacked
   */
  public FileSource(String name, Reader reader, Predicate<String> wanted) {
    this.name = name;
    this.reader = reader;
    this.wanted = wanted;
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<ReplayItem> next() throws ReplayInputException {
    try {
      String line = line();
      while (line != null) {
        number++;
        if (!line.isBlank() && wanted.test(line)) {
          if (!begun) {
            requireCapture(name, line, number);
            begun = true;
          }
          String taken = line;
          long at = number;
          return Optional.of(() -> CaptureLine.read(taken, at));
        }
        line = line();
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new ReplayInputException("line %d of %s cannot be read".formatted(number + 1, name));
    }
  }

  /** The first line tells whether the file is one of captures at all; later ones may be damaged. */
  static void requireCapture(String name, String line, long number) throws ReplayInputException {
    if (!line.contains(CaptureLine.MARK)) {
      String kind = FileKind.words(line);
      throw new ReplayInputException(
          kind.equals("JSON") || kind.equals("text")
              ? "line %d of %s is %s and no capture; `kt capture import` makes captures of logs"
                  .formatted(number, name, kind)
              : "%s is %s, and no file of captures".formatted(name, kind));
    }
  }

  private @Nullable String line() throws IOException, ReplayInputException {
    if (!fill()) {
      return null;
    }
    var line = new StringBuilder();
    while (fill()) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      line.append(buffer, from, end - from);
      from = end + 1;
      if (end < to) {
        return line.toString();
      }
      if (line.length() > MAX_LINE) {
        throw new ReplayInputException("line %d of %s is too long".formatted(number + 1, name));
      }
    }
    return line.toString();
  }

  private boolean fill() throws IOException {
    if (from >= to) {
      from = 0;
      to = Math.max(0, reader.read(buffer, 0, BUFFER));
    }
    return to > 0;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException unclosed) {
      throw new UncheckedIOException(unclosed);
    }
  }
}
