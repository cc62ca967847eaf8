package dev.keeptrail.detectors.evaluation.corpus;

import dev.keeptrail.detectors.evaluation.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of JSON Lines files, read one file at a time. */
public final class Corpus {
  private static final int MOST_BROKEN = 1_000;

  private final List<Path> files;
  private final RowReader reader;

  private Corpus(List<Path> files, RowReader reader) {
    this.files = List.copyOf(files);
    this.reader = reader;
  }

  /** The rows of one file: the sound ones, and the others with what is wrong with them. */
  public record Contents(List<LabelledRow> rows, List<Problem> problems) {
    public Contents {
      rows = List.copyOf(rows);
      problems = List.copyOf(problems);
    }
  }

  /** A row that cannot be used. */
  public record Problem(Place place, String message) {}

  /**
   * The corpus in a folder and below it, or in a single file.
   *
   * @param wanted how to take rows that could be of several families
   * @throws IOException when the folder cannot be read
   */
  public static Corpus open(Path data, @Nullable Family wanted) throws IOException {
    if (Files.isRegularFile(data)) {
      return new Corpus(List.of(data), new RowReader(wanted));
    }
    try (Stream<Path> found = Files.walk(data.toRealPath())) {
      List<Path> files =
          found.filter(Files::isRegularFile).filter(Corpus::isJsonLines).sorted().toList();
      return new Corpus(files, new RowReader(wanted));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static boolean isJsonLines(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
  }

  /** In the order of their names. */
  public List<Path> files() {
    return files;
  }

  /**
   * Reads one file whole. A file that ends in the middle gives the rows before it, and one that
   * begins with nothing but broken rows is left: it is something else, and may be of any size.
   */
  public Contents read(Path file) {
    var rows = new ArrayList<LabelledRow>();
    var problems = new ArrayList<Problem>();
    try {
      JsonLines.read(
          file,
          line -> {
            take(line, rows, problems);
            if (rows.isEmpty() && problems.size() == MOST_BROKEN) {
              throw new SomethingElseException();
            }
          });
    } catch (SomethingElseException _) {
      problems.add(
          new Problem(
              new Place(file, MOST_BROKEN + 1),
              "the rest is not read, because none of the first %d rows can be used"
                  .formatted(MOST_BROKEN)));
    } catch (IOException e) {
      int last = rows.isEmpty() ? 0 : rows.getLast().place().line();
      problems.add(
          new Problem(
              new Place(file, last + 1),
              "the file cannot be read on: %s".formatted(e.getMessage())));
    }
    return new Contents(rows, problems);
  }

  /** Ends the reading of a file that is no corpus. */
  private static final class SomethingElseException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private void take(JsonLines.Row line, List<LabelledRow> rows, List<Problem> problems) {
    switch (line) {
      case JsonLines.Broken broken ->
          problems.add(new Problem(new Place(broken.file(), broken.line()), broken.problem()));
      case JsonLines.Read read -> {
        try {
          rows.add(reader.read(read));
        } catch (BrokenRowException e) {
          problems.add(
              new Problem(new Place(read.file(), read.line()), String.valueOf(e.getMessage())));
        }
      }
    }
  }
}
