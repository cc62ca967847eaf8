package dev.keeptrail.repl.input;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.CaptureKeys;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a replay reads of recorded exchanges, wherever they are: a ledger, a file of captures or a
 * table of them.
 *
 * @param keys what opens full captures
 * @param sample so many of them, always the same; null for all
 */
public record ReplayInput(CaptureKeys keys, @Nullable Integer sample) {
  private static final int PAGE = 1_000;

  /**
   * Those of a ledger that a query asks for, but for its limit and order.
   *
   * @param leftOut told of events that cannot be read, each of which is a case that says so
   * @throws ReplayInputException when there is no ledger that can be read
   */
  public ReplaySource ofLedger(Path folder, EventQuery query, LeftOut leftOut)
      throws ReplayInputException {
    EventReader reader = null;
    ReplaySource opened = null;
    try {
      reader = Ledgers.openForReading(folder);
      Predicate<String> wanted = sample == null ? _ -> true : sampled(reader, query, sample);
      opened = new OwningSource(new LedgerSource(reader, keys, query, leftOut, wanted), reader);
      return opened;
    } catch (LedgerException unreadable) {
      throw new ReplayInputException(String.valueOf(unreadable.getMessage()));
    } finally {
      if (opened == null && reader != null) {
        reader.close();
      }
    }
  }

  /**
   * All of a file, in lines or as a table.
   *
   * @throws ReplayInputException when it is neither
   */
  public ReplaySource ofFile(Path file) throws ReplayInputException {
    boolean table = FileKind.isTable(file);
    Predicate<String> wanted = _ -> true;
    if (sample != null) {
      var chosen = new Sample(sample);
      offerAll(table ? table(file, offering(chosen)) : lines(file, offering(chosen)));
      wanted = chosen;
    }
    return table ? table(file, wanted) : lines(file, wanted);
  }

  private ReplaySource table(Path file, Predicate<String> wanted) throws ReplayInputException {
    return TableSource.open(file, keys, wanted);
  }

  private static ReplaySource lines(Path file, Predicate<String> wanted)
      throws ReplayInputException {
    try {
      Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
      return new FileSource("`" + file + "`", reader, wanted);
    } catch (IOException unreadable) {
      throw new ReplayInputException("`%s` cannot be read".formatted(file));
    }
  }

  private static Sample sampled(EventReader reader, EventQuery query, int size)
      throws LedgerException {
    var sample = new Sample(size);
    EventSpan span = reader.span(query);
    long seen = span.after();
    boolean more = seen < span.last();
    while (more) {
      List<StoredEvent> page =
          reader.query(
              query.onFrom(seen, PAGE),
              (sequence, id) -> sample.offer(UnreadableEvent.id(sequence, id)));
      for (StoredEvent stored : page) {
        sample.offer(stored.event().id());
        seen = stored.sequence();
      }
      more = !page.isEmpty() && seen < span.last();
    }
    return sample;
  }

  private static Predicate<String> offering(Sample sample) {
    return one -> {
      sample.offer(one);
      return false;
    };
  }

  /** Goes through a source that takes nothing but what has no id, and closes it. */
  private static void offerAll(ReplaySource source) throws ReplayInputException {
    try (source) {
      Optional<ReplayItem> next = source.next();
      while (next.isPresent()) {
        next = source.next();
      }
    }
  }

  /** A source and the reader behind it. */
  private record OwningSource(ReplaySource source, EventReader reader) implements ReplaySource {
    @Override
    public OptionalLong count() {
      return source.count();
    }

    @Override
    public Optional<ReplayItem> next() throws ReplayInputException {
      return source.next();
    }

    @Override
    public void close() {
      source.close();
      reader.close();
    }
  }
}
