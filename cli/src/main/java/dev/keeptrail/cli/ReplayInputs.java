package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.repl.input.FileSource;
import dev.keeptrail.repl.input.LedgerSource;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplayItem;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.input.Sample;
import dev.keeptrail.repl.input.TableSource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which recorded traffic a command reads. */
final class ReplayInputs {
  @Option(
      names = "--input",
      paramLabel = "<file>",
      description =
          "A file of captures, JSON Lines or Parquet, or - for standard input. Default: the ledger.")
  private @Nullable Path input;

  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description = "The ledger. Default: the folder `ledger` in KEEPTRAIL_HOME.")
  private @Nullable Path ledger;

  @Option(
      names = "--since",
      paramLabel = "<time>",
      description = "From then on: 5m, 1h, 24h, 7d before now, or RFC 3339. Ledgers only.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "<time>", description = "Before then. Ledgers only.")
  private @Nullable String until;

  @Option(
      names = "--verdict",
      paramLabel = "<verdict>",
      split = ",",
      description = "Only what was decided so: allow, block, redact, escalate. Ledgers only.")
  private List<String> verdicts = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "<name>",
      description = "Only decisions that this policy settled. Ledgers only.")
  private @Nullable String policy;

  @Option(
      names = "--sample",
      paramLabel = "<n>",
      description = "Only so many of them, always the same ones.")
  private @Nullable Integer sample;

  @Option(
      names = "--capture-key",
      paramLabel = "<env:NAME|file:PATH|store:NAME>",
      description =
          "Where a key is that opens full captures. Repeatable: those that were replaced open what"
              + " they sealed.")
  private List<String> keys = new ArrayList<>();

  /** A source with whatever is behind it. */
  record Opened(ReplaySource source, @Nullable EventReader reader) implements AutoCloseable {
    @Override
    public void close() {
      source.close();
      if (reader != null) {
        reader.close();
      }
    }
  }

  Opened open(Invocation invocation) throws CommandFailedException, ReplayInputException {
    if (sample != null && (sample < 1 || sample > 1_000_000)) {
      throw new CommandFailedException("`--sample` must be 1 to 1000000", null);
    }
    return input == null ? ledger(invocation) : file(invocation, input);
  }

  private Opened ledger(Invocation invocation) throws CommandFailedException, ReplayInputException {
    Path folder = ledger == null ? KeeptrailHome.ledger(invocation.environment()) : ledger;
    CaptureKeys opening = new CaptureKeyReferences(invocation).read(keys);
    EventQuery query = query(invocation);
    EventReader reader = null;
    boolean opened = false;
    try {
      reader = Ledgers.openForReading(folder);
      Predicate<String> wanted = sample == null ? id -> true : sampled(reader, query, sample);
      var source = new LedgerSource(reader, opening, query, wanted);
      opened = true;
      return new Opened(source, reader);
    } catch (LedgerException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    } finally {
      if (!opened && reader != null) {
        reader.close();
      }
    }
  }

  private static Sample sampled(EventReader reader, EventQuery query, int size)
      throws LedgerException {
    var sample = new Sample(size);
    long seen = 0;
    List<StoredEvent> page;
    do {
      page =
          reader.query(
              new EventQuery(
                  query.since(),
                  query.until(),
                  query.verdicts(),
                  query.policy(),
                  seen,
                  1_000,
                  EventQuery.Order.OLDEST_FIRST));
      for (StoredEvent stored : page) {
        sample.offer(stored.event().id());
        seen = stored.sequence();
      }
    } while (!page.isEmpty());
    return sample;
  }

  private EventQuery query(Invocation invocation) throws CommandFailedException {
    try {
      return new EventQueries(invocation.clock()).parse(since, until, verdicts, policy, 1);
    } catch (QueryFormatException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private Opened file(Invocation invocation, Path file)
      throws CommandFailedException, ReplayInputException {
    if (since != null || until != null || policy != null || !verdicts.isEmpty()) {
      throw new CommandFailedException(
          "`--since`, `--until`, `--verdict` and `--policy` go with a ledger only", null);
    }
    if (PackLoading.isStandardInput(file)) {
      if (sample != null) {
        throw new CommandFailedException(
            "`--sample` needs a file or a ledger, which can be read twice", null);
      }
      Reader in = new InputStreamReader(invocation.in(), StandardCharsets.UTF_8);
      return new Opened(new FileSource(in, line -> true), null);
    }
    try {
      if (TableSource.isTable(file)) {
        return new Opened(table(file, new CaptureKeyReferences(invocation).read(keys)), null);
      }
      Predicate<String> wanted = sample == null ? line -> true : sampled(file, sample);
      return new Opened(new FileSource(reader(file), wanted), null);
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be read".formatted(file), null);
    }
  }

  private TableSource table(Path file, CaptureKeys opening) throws ReplayInputException {
    if (sample == null) {
      return TableSource.open(file, opening, id -> true);
    }
    var chosen = new Sample(sample);
    offerAll(TableSource.open(file, opening, id -> offered(chosen, id)));
    return TableSource.open(file, opening, chosen);
  }

  private static Sample sampled(Path file, int size) throws IOException, ReplayInputException {
    var sample = new Sample(size);
    offerAll(new FileSource(reader(file), line -> offered(sample, line)));
    return sample;
  }

  /** Goes through a source that takes nothing, and closes it. */
  private static void offerAll(ReplaySource source) throws ReplayInputException {
    try (source) {
      Optional<ReplayItem> nothing = source.next();
      if (nothing.isPresent()) {
        throw new IllegalStateException("one that nobody took");
      }
    }
  }

  private static boolean offered(Sample sample, String one) {
    sample.offer(one);
    return false;
  }

  private static Reader reader(Path file) throws IOException {
    return new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
  }
}
