package dev.keeptrail.repl.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A file of captures by the numbers of its lines; empty ones do not count. */
public final class FileRecording implements Recording {
  private final String name;
  private final LineFile lines;

  private FileRecording(String name, LineFile lines) {
    this.name = name;
    this.lines = lines;
  }

  /**
   * Opens a file, and makes sure that it begins with a capture.
   *
   * @throws ReplayInputException when it is no file of captures
   */
  public static FileRecording open(Path file) throws ReplayInputException {
    if (!Files.isRegularFile(file)) {
      throw new ReplayInputException(MissingFile.said(file));
    }
    LineFile lines = null;
    FileRecording opened = null;
    try {
      lines = new LineFile(file, FileSource.MAX_LINE);
      var recording = new FileRecording(file.toString(), lines);
      Optional<Entry> first = recording.from(1).next();
      if (first.isPresent()) {
        FileSource.requireCapture("`" + file + "`", first.get().key(), first.get().position());
      }
      opened = recording;
      return recording;
    } catch (IOException unreadable) {
      throw new ReplayInputException("`%s` cannot be read".formatted(file));
    } finally {
      if (opened == null && lines != null) {
        close(lines);
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalLong count() {
    return lines.count();
  }

  @Override
  public Walk from(long position) {
    return new Walk() {
      private long at = Math.max(1, position);

      @Override
      public Optional<Entry> next() throws ReplayInputException {
        Optional<String> line = line(at);
        while (line.isPresent() && line.get().isBlank()) {
          at++;
          line = line(at);
        }
        Optional<Entry> next = line.map(text -> entry(at, text));
        at++;
        return next;
      }
    };
  }

  @Override
  public Optional<Entry> before(long position) throws ReplayInputException {
    long at = position;
    if (position > 1 && line(position - 1).isEmpty()) {
      at = lines.count().orElse(0) + 1;
    }
    for (at--; at >= 1; at--) {
      String line = line(at).orElse("");
      if (!line.isBlank()) {
        return Optional.of(entry(at, line));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Entry> find(String id) throws ReplayInputException {
    Walk walk = from(1);
    Optional<Entry> next = walk.next();
    while (next.isPresent()) {
      // WHY: unpacking is what costs; the id stands in the line as it is.
      if (next.get().key().contains(id) && next.get().item().read().id().equals(id)) {
        return next;
      }
      next = walk.next();
    }
    return Optional.empty();
  }

  private Optional<String> line(long number) throws ReplayInputException {
    try {
      return number < 1 ? Optional.empty() : lines.line(number - 1);
    } catch (IOException unreadable) {
      throw new ReplayInputException(String.valueOf(unreadable.getMessage()));
    }
  }

  private static Entry entry(long number, String line) {
    return new Entry(number, line, () -> CaptureLine.read(line, number));
  }

  private static void close(LineFile lines) {
    try {
      lines.close();
    } catch (IOException unclosed) {
      throw new UncheckedIOException(unclosed);
    }
  }

  @Override
  public void close() {
    close(lines);
  }
}
