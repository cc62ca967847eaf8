package dev.keeptrail.benchmarks.stream;

import dev.keeptrail.benchmarks.scan.ScanTexts;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.StreamScanner;
import dev.keeptrail.detectors.TextStream;
import dev.keeptrail.gateway.sse.SseFormatException;
import dev.keeptrail.gateway.sse.SseReader;
import dev.keeptrail.gateway.sse.SseWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One answer in pieces of five characters, as models send them; the time is that of one piece. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@NullUnmarked // JMH fills the fields
public class StreamBenchmark {
  private static final int PIECE = 5;
  private static final int PIECES = 400;

  @Param({"usual", "bounded"})
  public String detectors;

  @Param({"clean", "personal"})
  public String text;

  private StreamScanner scanner;
  private List<String> pieces;
  private byte[] events;

  /** The categories that can be looked for while a text comes. */
  static Set<String> categories(String detectors) {
    return detectors.equals("usual")
        ? Set.of("pii", "pci", "secret")
        : Set.of("pii", "pci", "phi", "secret", "pii.date", "pii.age", "pii.url");
  }

  static StreamScanner scanner(String detectors) {
    return Detectors.scanner(new ScanRequest(categories(detectors), List.of(), List.of()))
        .streaming()
        .orElseThrow();
  }

  @Setup
  public void prepare() {
    scanner = scanner(detectors);
    String whole = ScanTexts.of(text, PIECE * PIECES * 2, 1).substring(0, PIECE * PIECES);
    pieces = new ArrayList<>();
    var bytes = new ByteArrayOutputStream();
    for (int at = 0; at < whole.length(); at += PIECE) {
      String piece = whole.substring(at, at + PIECE);
      pieces.add(piece);
      bytes.writeBytes(SseWriter.event(piece.replace('\n', ' ')));
    }
    events = bytes.toByteArray();
  }

  /** The scan alone. */
  @Benchmark
  @OperationsPerInvocation(PIECES)
  public int scan() {
    TextStream stream = scanner.begin(Origin.of(Source.ASSISTANT, 0));
    int findings = 0;
    for (String piece : pieces) {
      stream.append(piece);
      findings += stream.takeFindings().size();
    }
    return findings + stream.settled();
  }

  /** From bytes to events, through the scan, and to bytes again. */
  @Benchmark
  @OperationsPerInvocation(PIECES)
  public long events() throws SseFormatException {
    TextStream stream = scanner.begin(Origin.of(Source.ASSISTANT, 0));
    long[] written = new long[1];
    new SseReader()
        .read(
            events,
            0,
            events.length,
            event -> {
              stream.append(event.data());
              written[0] += SseWriter.event(event.data()).length + stream.takeFindings().size();
            });
    return written[0];
  }
}
