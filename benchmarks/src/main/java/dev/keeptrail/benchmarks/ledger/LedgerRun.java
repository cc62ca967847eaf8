package dev.keeptrail.benchmarks.ledger;

import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Measures a ledger of a given size: appends by 32 writers, looks at it, an export, a check. The
 * ledger is made by the first measurement and kept for the next run.
 */
public final class LedgerRun {
  private static final int WRITERS = 32;
  private static final int STRICT_EVENTS = 100_000;
  private static final int LOOKS = 200;
  private static final int PAGE = 50;
  private static final double NANOS = 1e9;
  private static final String EXPORT_OPTIONS = "-Xmx256m";

  private final Path folder;
  private final Path launcher;
  private final int events;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  private LedgerRun(Path folder, Path launcher, int events) {
    this.folder = folder;
    this.launcher = launcher;
    this.events = events;
  }

  /**
   * Runs it.
   *
   * @param arguments the result file, the folder for ledgers, the launcher, how many events
   */
  public static void main(String[] arguments) throws Exception {
    var run =
        new LedgerRun(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
    run.measure();
    ResultFile.write(Path.of(arguments[0]), run.figures);
  }

  private void measure()
      throws IOException, LedgerException, InterruptedException, ExecutionException {
    note("events", (double) events);
    note("bytes an event", (double) EventJson.toBytes(TwoKilobytes.event(1)).length);
    Files.createDirectories(folder);
    Path strict = folder.resolve("strict-" + ProcessHandle.current().pid());
    append("append, strict, events/s", strict, Durability.STRICT, Math.min(events, STRICT_EVENTS));
    Path ledger = folder.resolve("batch-" + events);
    if (!Files.isDirectory(ledger)) {
      append("append, batch, events/s", ledger, Durability.BATCH, events);
    }
    try (EventBrowser browser = Ledgers.openForBrowsing(ledger)) {
      look("last 50", browser, Set.of(), null, EventTerms.NONE);
      look("last 50 blocked", browser, Set.of("block"), null, EventTerms.NONE);
      look("last 50 of a policy", browser, Set.of(), "prompt-injection", EventTerms.NONE);
      look("last 50 of a model", browser, Set.of(), null, model("mistral-large"));
      look("last 50 of no model", browser, Set.of(), null, model("none"));
    }
    verify(ledger);
    export(ledger);
  }

  private static EventTerms model(String name) {
    return new EventTerms(null, name, null, null);
  }

  private void append(String name, Path ledger, Durability durability, int count)
      throws LedgerException, InterruptedException, ExecutionException {
    var next = new AtomicInteger();
    long start = System.nanoTime();
    try (EventStore store = Ledgers.openForAppend(ledger, durability);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        all.add(
            writers.submit(() -> {
              for (int number = next.getAndIncrement();
                  number < count;
                  number = next.getAndIncrement()) {
                store.append(TwoKilobytes.event(number));
              }
              return null;
            }));
      }
      for (Future<?> writer : all) {
        writer.get();
      }
    }
    note(name, count / seconds(start));
  }

  /** Pages from places all over the ledger, the newest first. */
  private void look(
      String name,
      EventBrowser browser,
      Set<String> verdicts,
      @Nullable String policy,
      EventTerms terms)
      throws LedgerException {
    double[] millis = new double[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
      // WHY: the first is the tail, the others are what somebody sees who goes back in time.
      var until = i % 2 == 0 ? null : TwoKilobytes.at((int) ((long) events * (LOOKS - i) / LOOKS));
      long start = System.nanoTime();
      int found =
          browser
              .page(
                  new EventQuery(
                      null,
                      until,
                      verdicts,
                      policy,
                      terms,
                      0,
                      null,
                      PAGE,
                      EventQuery.Order.NEWEST_FIRST))
              .events()
              .size();
      millis[i] = seconds(start) * 1e3;
      if (found > PAGE) {
        throw new IllegalStateException("more events than asked for");
      }
    }
    Arrays.sort(millis);
    note(name + ", p50 ms", millis[LOOKS / 2]);
    note(name + ", most ms", millis[LOOKS - 1]);
  }

  private void verify(Path ledger) throws LedgerException {
    long start = System.nanoTime();
    try (LedgerAudit audit = Ledgers.openForAudit(ledger)) {
      Verification verification =
          audit.verify(new LedgerAudit.Request(1, null, audit.keys(), null), done -> {});
      if (!verification.breaches().isEmpty() || verification.events() != events) {
        throw new IllegalStateException("the ledger does not hold: " + verification);
      }
    }
    note("verify, s", seconds(start));
  }

  private void export(Path ledger) throws IOException, InterruptedException {
    Path output = folder.resolve("export.csv");
    var builder =
        new ProcessBuilder(
            launcher.toString(),
            "events",
            "export",
            "--ledger",
            ledger.toString(),
            "--output",
            output.toString());
    builder.environment().put("KEEPTRAIL_JAVA_OPTS", EXPORT_OPTIONS);
    builder.inheritIO();
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double took = seconds(start);
    if (code != 0) {
      throw new IllegalStateException("the export ended with exit code " + code);
    }
    note("export to CSV in 256 MiB of heap, s", took);
    note("export to CSV, MB", Files.size(output) / 1e6);
    Files.delete(output);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / NANOS;
  }

  private void note(String name, double value) {
    figures.put(name, value);
    System.out.printf("%-40s %,14.2f%n", name, value);
  }
}
