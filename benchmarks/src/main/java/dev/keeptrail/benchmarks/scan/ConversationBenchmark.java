package dev.keeptrail.benchmarks.scan;

import dev.keeptrail.benchmarks.Prose;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The input phase of one turn of an agent: 80 descriptions of tools, 40 turns that were said before
 * and one that was not, 54,000 characters in all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class ConversationBenchmark {
  private static final int TOOLS = 80;
  private static final int TURNS = 40;
  private static final int TOOL_CHARACTERS = 300;
  private static final int TURN_CHARACTERS = 750;

  private Scanner scanner;
  private List<ScanText> known;
  private long turn;

  @Setup
  public void write() {
    scanner =
        Detectors.scanner(
            new ScanRequest(Set.of("pii", "pci", "secret", "injection"), List.of(), List.of()));
    known = new ArrayList<>();
    for (int tool = 0; tool < TOOLS; tool++) {
      known.add(text(Prose.clean(TOOL_CHARACTERS, tool), Source.TOOL_DEFINITION));
    }
    for (int said = 0; said < TURNS; said++) {
      String words = Prose.withPersonalValues(TURN_CHARACTERS, said, 1);
      known.add(text(words, said % 2 == 0 ? Source.USER : Source.ASSISTANT));
    }
  }

  private static ScanText text(String text, Source source) {
    return new ScanText(text, Origin.of(source, 0));
  }

  /** Nothing is remembered. */
  @Benchmark
  public ScanResult anew() {
    return scan(known, null);
  }

  /** All but the last turn came before. */
  @Benchmark
  public ScanResult again() {
    return scan(known, "ann");
  }

  private ScanResult scan(List<ScanText> before, @Nullable String scope) {
    List<ScanText> texts = new ArrayList<>(before);
    texts.add(text(Prose.clean(TURN_CHARACTERS, 7) + " " + turn++, Source.USER));
    return scanner.scan(new ScanInput(texts, List.of(), List.of(), scope));
  }
}
