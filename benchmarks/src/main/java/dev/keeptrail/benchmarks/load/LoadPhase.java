package dev.keeptrail.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stretch of load at one number of connections.
 *
 * @param latencies of answers with status 200
 * @param problems everything else, counted by kind
 * @param seconds from the first request to the last answer
 */
record LoadPhase(LatencyHistogram latencies, Map<String, Long> problems, double seconds) {
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Runs the load and waits for its end; an exchange that hangs is cut short after a while. */
  static LoadPhase run(int port, List<byte[]> requests, int connections, Duration duration)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long deadline = start + duration.toNanos();
    List<LoadWorker> workers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      var worker = new LoadWorker(port, requests, i * 7, deadline);
      workers.add(worker);
      threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(worker));
    }
    for (int i = 0; i < connections; i++) {
      await(threads.get(i), workers.get(i), deadline + GRACE.toNanos());
    }
    return gather(workers, (System.nanoTime() - start) / 1e9);
  }

  long problemCount() {
    return problems.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void await(Thread thread, LoadWorker worker, long latest)
      throws IOException, InterruptedException {
    if (!thread.join(Duration.ofNanos(Math.max(1, latest - System.nanoTime())))) {
      worker.abort();
      thread.join();
    }
  }

  private static LoadPhase gather(List<LoadWorker> workers, double seconds) {
    var latencies = new LatencyHistogram();
    Map<String, Long> problems = new TreeMap<>();
    for (LoadWorker worker : workers) {
      latencies.add(worker.latencies());
      worker.problems().forEach((kind, count) -> problems.merge(kind, count, Long::sum));
    }
    return new LoadPhase(latencies, problems, seconds);
  }
}
