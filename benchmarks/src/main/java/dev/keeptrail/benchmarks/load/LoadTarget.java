package dev.keeptrail.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target under load: its prepared requests, its processes, and how many answers it gave so far.
 * Used by the one thread that runs the measurements.
 */
final class LoadTarget implements AutoCloseable {
  private final Target target;
  private final UpstreamProcess upstream;
  private final @Nullable GatewayProcess gateway;
  private final int port;
  private final List<byte[]> requests;
  private long answers;
  private long problems;

  private LoadTarget(
      Target target,
      UpstreamProcess upstream,
      @Nullable GatewayProcess gateway,
      LoadOptions options) {
    this.target = target;
    this.upstream = upstream;
    this.gateway = gateway;
    this.port = gateway == null ? upstream.port() : gateway.port();
    this.requests = ChatMessages.requests(port, options.bodyBytes(), options.personalPercent());
  }

  static LoadTarget start(Target target, UpstreamProcess upstream, LoadOptions options)
      throws IOException, InterruptedException {
    GatewayProcess gateway =
        switch (target) {
          case DIRECT -> null;
          case BATCH, STRICT -> GatewayProcess.start(options, target, upstream.port());
        };
    return new LoadTarget(target, upstream, gateway, options);
  }

  Target target() {
    return target;
  }

  /** Null for the bare upstream. */
  @Nullable GatewayProcess gateway() {
    return gateway;
  }

  /** Answers with status 200 so far, warm-up included. */
  long answers() {
    return answers;
  }

  long problems() {
    return problems;
  }

  LoadResult.Cell measure(int round, int connections, Duration duration)
      throws IOException, InterruptedException {
    double gatewayBefore = gatewayCpu();
    double upstreamBefore = upstream.cpuSeconds();
    double clientBefore = clientCpu();
    LoadPhase phase = LoadPhase.run(port, requests, connections, duration);
    answers += phase.latencies().count();
    problems += phase.problemCount();
    return new LoadResult.Cell(
        round,
        target.word(),
        connections,
        phase.latencies().count(),
        phase.problems(),
        phase.seconds(),
        phase.latencies().count() / phase.seconds(),
        phase.latencies().percentile(0.50) / 1e3,
        phase.latencies().percentile(0.90) / 1e3,
        phase.latencies().percentile(0.99) / 1e3,
        phase.latencies().max() / 1e3,
        gatewayCpu() - gatewayBefore,
        upstream.cpuSeconds() - upstreamBefore,
        clientCpu() - clientBefore,
        gateway == null ? 0 : gateway.residentMiB());
  }

  private double gatewayCpu() {
    return gateway == null ? 0 : gateway.cpuSeconds();
  }

  private static double clientCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  @Override
  public void close() throws IOException {
    if (gateway != null) {
      gateway.close();
    }
  }
}
