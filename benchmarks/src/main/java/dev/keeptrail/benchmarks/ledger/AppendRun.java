package dev.keeptrail.benchmarks.ledger;

import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures what an event costs the thread that writes a ledger, committed alone and with those of
 * 31 others beside it: processor time, and bytes and calls that write (Linux).
 */
public final class AppendRun {
  private static final String WRITER = "ledger-writer";
  private static final List<Integer> WRITERS = List.of(1, 32);
  private static final int ROUNDS = 3;

  /** More than the second after which a quiet ledger puts itself in order. */
  private static final long QUIET_MILLIS = 1_500;

  private final AtomicInteger next = new AtomicInteger();
  private final Map<String, Object> figures = new LinkedHashMap<>();

  private AppendRun() {}

  /**
   * Runs it.
   *
   * @param arguments the result file, the folder for ledgers, how many events a round has
   */
  public static void main(String[] arguments) throws Exception {
    var run = new AppendRun();
    Path ledger = Path.of(arguments[1]).resolve("append-" + ProcessHandle.current().pid());
    int events = Integer.parseInt(arguments[2]);
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      for (int writers : WRITERS) {
        run.append(store, writers, events);
      }
      for (int round = 1; round <= ROUNDS; round++) {
        for (int writers : WRITERS) {
          run.measure(store, writers, events, round);
        }
      }
    }
    ResultFile.write(Path.of(arguments[0]), run.figures);
  }

  private void measure(EventStore store, int writers, int events, int round)
      throws LedgerException, InterruptedException, ExecutionException, IOException {
    Thread.sleep(QUIET_MILLIS);
    long[] before = counters();
    append(store, writers, events);
    Thread.sleep(QUIET_MILLIS);
    long[] after = counters();
    String name = "writers " + writers + ", round " + round + ", ";
    note(name + "processor time us/event", (after[0] - before[0]) / 1e3 / events);
    note(name + "kB/event", (after[1] - before[1]) / 1e3 / events);
    note(name + "writes/event", (double) (after[2] - before[2]) / events);
  }

  private void append(EventStore store, int writers, int events)
      throws LedgerException, InterruptedException, ExecutionException {
    int end = next.get() + events;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        all.add(
            threads.submit(() -> {
              for (int number = next.getAndIncrement();
                  number < end;
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
    next.set(end);
  }

  /** Nanoseconds, bytes and calls of the writing thread so far. */
  private static long[] counters() throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.dumpAllThreads(false, false)) {
      if (thread.getThreadName().equals(WRITER)) {
        nanos = threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    long[] counters = {nanos, 0, 0};
    for (Path task : tasks()) {
      if (Files.readString(task.resolve("comm")).strip().equals(WRITER)) {
        for (String line : Files.readAllLines(task.resolve("io"))) {
          String value = line.substring(line.indexOf(':') + 1).strip();
          switch (line.substring(0, line.indexOf(':'))) {
            case "wchar" -> counters[1] = Long.parseLong(value);
            case "syscw" -> counters[2] = Long.parseLong(value);
            default -> {}
          }
        }
      }
    }
    return counters;
  }

  private static List<Path> tasks() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    if (!Files.isDirectory(tasks)) {
      return List.of();
    }
    try (var all = Files.list(tasks)) {
      return all.toList();
    }
  }

  private void note(String name, double value) {
    figures.put(name, value);
    System.out.printf("%-50s %,10.2f%n", name, value);
  }
}
