package dev.keeptrail.benchmarks.load;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the closed loop: sends, waits for the whole answer, sends again until the
 * deadline. Starts no request after the deadline and finishes the one it started, so that requests
 * sent and answers read are the same number. Results may be read once the thread has ended.
 */
final class LoadWorker implements Runnable {
  private static final int MAX_BROKEN_CONNECTIONS = 20;

  private final int port;
  private final List<byte[]> requests;
  private final int first;
  private final long deadline;
  private final LatencyHistogram latencies = new LatencyHistogram();
  private final Map<String, Long> problems = new TreeMap<>();
  private volatile @Nullable HttpConnection connection;
  private int broken;

  LoadWorker(int port, List<byte[]> requests, int first, long deadline) {
    this.port = port;
    this.requests = requests;
    this.first = first;
    this.deadline = deadline;
  }

  @Override
  public void run() {
    int next = first;
    while (System.nanoTime() < deadline && broken < MAX_BROKEN_CONNECTIONS) {
      try (var opened = HttpConnection.open(port)) {
        connection = opened;
        while (!opened.closing() && System.nanoTime() < deadline) {
          exchange(opened, ChatMessages.numbered(requests.get(next++ % requests.size())));
        }
      } catch (IOException failed) {
        broken++;
        problem("connection: " + failed.getClass().getSimpleName());
      }
    }
  }

  /** Answers with status 200; only these are in the histogram. */
  LatencyHistogram latencies() {
    return latencies;
  }

  /** Everything that was not a 200, counted by kind. */
  Map<String, Long> problems() {
    return problems;
  }

  /** Cuts a hanging exchange short; it is then counted as a problem. */
  void abort() throws IOException {
    broken = MAX_BROKEN_CONNECTIONS;
    var open = connection;
    if (open != null) {
      open.close();
    }
  }

  private void exchange(HttpConnection open, byte[] request) throws IOException {
    long start = System.nanoTime();
    int status = open.exchange(request);
    long nanos = System.nanoTime() - start;
    if (status == 200) {
      latencies.record(nanos);
    } else {
      problem("status " + status);
    }
  }

  private void problem(String kind) {
    problems.merge(kind, 1L, Long::sum);
  }
}
