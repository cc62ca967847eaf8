package dev.keeptrail.benchmarks.load;

import dev.keeptrail.benchmarks.ResultFile;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.TextStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Streams through the gateway, beside the bare upstream: how long the first text takes, how many
 * events a second go through, and what many slow streams weigh. Prints a Markdown table and writes
 * the result file.
 */
public final class StreamRun {
  private static final int BODY_BYTES = 1024;

  /** At once, while a gateway is warmed up for answers with pauses. */
  private static final int IN_HASTE = 16;

  private final LoadOptions options;
  private final List<Row> rows = new ArrayList<>();

  private StreamRun(LoadOptions options) {
    this.options = options;
  }

  /**
   * One kind of load.
   *
   * @param pieces events with text in each answer
   * @param pauseMillis before each event
   */
  private record Shape(String name, int connections, int pieces, long pauseMillis) {
    Shape inHaste() {
      return pauseMillis == 0 ? this : new Shape(name, IN_HASTE, pieces, 0);
    }
  }

  /**
   * What a load came to. Times are of first texts; problems are answers that were not whole.
   *
   * @param waits pieces of text that have to come before the first of it is decided, beyond one
   */
  record Row(
      String load,
      String target,
      int connections,
      long answers,
      long problems,
      long events,
      double eventsPerSecond,
      double firstP50Micros,
      double firstP99Micros,
      int waits,
      double gatewayCpuSeconds,
      double gatewayResidentMiB) {}

  /** Everything a run measured. */
  record Result(List<Row> rows) {
    Result {
      rows = List.copyOf(rows);
    }
  }

  @SuppressWarnings("SystemOut") // progress is for the person who started the run
  public static void main(String[] args) throws IOException, InterruptedException {
    LoadOptions options = LoadOptions.parse(List.of(args));
    Files.createDirectories(options.folder());
    var run = new StreamRun(options);
    for (Shape shape :
        List.of(
            new Shape("first text", 1, 20, 2),
            new Shape("as fast as it goes", 32, 400, 0),
            new Shape("slow", 500, 10, 500))) {
      run.measure(shape);
    }
    ResultFile.write(options.result(), new Result(run.rows));
    System.out.print(table(run.rows));
  }

  private void measure(Shape shape) throws IOException, InterruptedException {
    List<String> words =
        List.of("--max-concurrency", Integer.toString(Math.max(16, shape.connections())));
    LoadOptions own = options.withGatewayOptions(words);
    Path folder = own.folder();
    try (var upstream = UpstreamProcess.streaming(folder, shape.pieces(), shape.pauseMillis());
        var gateway = GatewayProcess.start(own, Target.BATCH, upstream.port())) {
      // WHY: some hundred slow answers would leave half of the gateway's code to be compiled later.
      Row unused = load(shape.inHaste(), gateway.port(), gateway, options.warmUpSeconds());
      upstream.pause();
      rows.add(load(shape, upstream.port(), null, options.seconds()));
      rows.add(load(shape, gateway.port(), gateway, options.seconds()));
      if (unused.answers() == 0) {
        throw new IOException("the warm-up had no answer; see gateway.log in " + folder);
      }
    }
  }

  private Row load(Shape shape, int port, @Nullable GatewayProcess gateway, int seconds)
      throws IOException, InterruptedException {
    double cpu = gateway == null ? 0 : gateway.cpuSeconds();
    long start = System.nanoTime();
    long deadline = start + Duration.ofSeconds(seconds).toNanos();
    var events = new LongAdder();
    var problems = new LongAdder();
    List<LatencyHistogram> first = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    List<byte[]> requests = ChatMessages.streamingRequests(port, BODY_BYTES);
    for (int at = 0; at < shape.connections(); at++) {
      var histogram = new LatencyHistogram();
      first.add(histogram);
      byte[] request = requests.get(at % requests.size());
      threads.add(
          Thread.ofVirtual()
              .start(() -> read(port, request, shape, deadline, histogram, events, problems)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - start) / 1e9;
    var all = new LatencyHistogram();
    first.forEach(all::add);
    return new Row(
        shape.name(),
        gateway == null ? "direct" : "batch",
        shape.connections(),
        all.count(),
        problems.sum(),
        events.sum(),
        events.sum() / took,
        all.percentile(0.5) / 1e3,
        all.percentile(0.99) / 1e3,
        gateway == null ? 0 : waits(shape.pieces()),
        gateway == null ? 0 : gateway.cpuSeconds() - cpu,
        gateway == null ? 0 : gateway.residentMiB());
  }

  /** How long the scan holds the text back, whatever else a gateway does. */
  private static int waits(int count) {
    TextStream scan =
        Detectors.scanner(new ScanRequest(Set.of("pii"), List.of(), List.of()))
            .streaming()
            .orElseThrow()
            .begin(Origin.of(Source.ASSISTANT, 0));
    int came = 0;
    for (String piece : EventUpstream.pieces(count)) {
      scan.append(piece);
      if (scan.settled() > 0) {
        return came;
      }
      came++;
    }
    return came;
  }

  private static void read(
      int port,
      byte[] request,
      Shape shape,
      long deadline,
      LatencyHistogram first,
      LongAdder events,
      LongAdder problems) {
    try (var connection = EventConnection.open(port)) {
      do {
        EventConnection.Answer answer = connection.exchange(ChatMessages.numbered(request));
        if (answer.status() == 200 && answer.events() >= 2 && answer.firstNanos() > 0) {
          first.record(answer.firstNanos() - Duration.ofMillis(2 * shape.pauseMillis()).toNanos());
          events.add(answer.events());
        } else {
          problems.increment();
        }
      } while (System.nanoTime() < deadline);
    } catch (IOException broken) {
      problems.increment();
    }
  }

  private static String table(List<Row> rows) {
    var text = new StringBuilder();
    text.append(
        "| load | target | connections | answers | problems | events/s | first text p50 us |");
    text.append(" p99 us | waits | gateway CPU us/event | gateway CPU s | gateway MiB |\n");
    text.append(
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %d | %d | %,.0f | %,.0f | %,.0f | %d | %.1f | %.1f | %.0f |%n",
              row.load(),
              row.target(),
              row.connections(),
              row.answers(),
              row.problems(),
              row.eventsPerSecond(),
              row.firstP50Micros(),
              row.firstP99Micros(),
              row.waits(),
              row.gatewayCpuSeconds() * 1e6 / Math.max(1, row.events()),
              row.gatewayCpuSeconds(),
              row.gatewayResidentMiB()));
    }
    return text.toString();
  }
}
