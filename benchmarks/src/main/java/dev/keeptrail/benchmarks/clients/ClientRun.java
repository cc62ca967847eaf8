package dev.keeptrail.benchmarks.clients;

import dev.keeptrail.benchmarks.Prose;
import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.benchmarks.load.LatencyHistogram;
import dev.keeptrail.benchmarks.load.UpstreamProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures every client at every number of callers, side by side in each round, after a warm-up
 * round that is thrown away. Usage: {@code ClientRun <result file> <folder> [seconds]}.
 */
public final class ClientRun {
  private static final int BODY_BYTES = 1_024;
  private static final int ROUNDS = 3;
  private static final List<Integer> CALLERS = List.of(1, 16, 32);

  private final URI target;
  private final byte[] body;
  private final Duration length;

  private ClientRun(URI target, byte[] body, Duration length) {
    this.target = target;
    this.body = body;
    this.length = length;
  }

  @SuppressWarnings("SystemOut") // progress is for the person who started the run
  public static void main(String[] args) throws Exception {
    if (args.length < 2 || args.length > 3) {
      throw new IllegalArgumentException("usage: ClientRun <result file> <folder> [seconds]");
    }
    int seconds = args.length == 3 ? Integer.parseInt(args[2]) : 5;
    Path folder = Files.createDirectories(Path.of(args[1]));
    byte[] body =
        ("{\"text\":\"" + Prose.clean(BODY_BYTES - 11, 1) + "\"}")
            .getBytes(StandardCharsets.US_ASCII);
    List<ClientResult.Cell> cells = new ArrayList<>();
    List<Caller> callers = Callers.all();
    try (var upstream = UpstreamProcess.start(folder, BODY_BYTES)) {
      var target = URI.create("http://127.0.0.1:" + upstream.port() + "/v1/chat/completions");
      var run = new ClientRun(target, body, Duration.ofSeconds(seconds));
      for (int round = 0; round <= ROUNDS; round++) {
        for (int count : CALLERS) {
          for (Caller caller : callers) {
            ClientResult.Cell cell = run.measure(round, caller, count);
            System.out.print(line(cell));
            if (round > 0) {
              cells.add(cell);
            }
          }
        }
      }
    } finally {
      for (Caller caller : callers) {
        caller.stop();
      }
    }
    ResultFile.write(Path.of(args[0]), new ClientResult(seconds, BODY_BYTES, cells));
    System.out.println("written: " + args[0]);
  }

  private ClientResult.Cell measure(int round, Caller caller, int count) throws Exception {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    long end = start + length.toNanos();
    var all = new LatencyHistogram();
    var failures = new LongAdder();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<LatencyHistogram> loop = () -> call(caller, end, failures);
      List<Future<LatencyHistogram>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        running.add(threads.submit(loop));
      }
      for (Future<LatencyHistogram> one : running) {
        all.add(one.get());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new ClientResult.Cell(
        round,
        caller.name(),
        count,
        all.count(),
        failures.sum(),
        all.count() / seconds,
        all.percentile(0.5) / 1e3,
        all.percentile(0.99) / 1e3,
        (cpuNanos() - cpu) / 1e3 / Math.max(1, all.count()));
  }

  private LatencyHistogram call(Caller caller, long end, LongAdder failures) throws Exception {
    var histogram = new LatencyHistogram();
    while (true) {
      long before = System.nanoTime();
      if (before >= end) {
        return histogram;
      }
      try {
        int bytes = caller.post(target, body);
        if (bytes != BODY_BYTES) {
          throw new IllegalStateException("an answer of " + bytes + " bytes");
        }
        histogram.record(System.nanoTime() - before);
      } catch (IOException failed) {
        // A client that fails on a healthy upstream says something too: counted, and shown.
        failures.increment();
      }
    }
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private static String line(ClientResult.Cell cell) {
    return String.format(
        Locale.ROOT,
        "round %d  %-28s callers=%-3d %9.0f/s  p50 %6.0f us  p99 %7.0f us  CPU %5.1f us/call  %d failed%n",
        cell.round(),
        cell.client(),
        cell.callers(),
        cell.callsPerSecond(),
        cell.p50Micros(),
        cell.p99Micros(),
        cell.cpuMicrosPerCall(),
        cell.failures());
  }
}
