package dev.keeptrail.benchmarks.stream;

import dev.keeptrail.benchmarks.scan.ScanTexts;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.StreamScanner;
import dev.keeptrail.detectors.TextStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Prints how many characters are held back after each piece of five characters. */
public final class HoldLengths {
  private static final int PIECE = 5;
  private static final int TEXTS = 200;
  private static final int LENGTH = 2_000;

  private HoldLengths() {}

  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("| detectors | text | p50 | p90 | p99 | most | waited for the end |");
    out.println("|---|---|---|---|---|---|---|");
    for (String detectors : List.of("usual", "bounded")) {
      for (String text : List.of("clean", "personal", "multilingual", "code")) {
        out.println(row(detectors, text));
      }
    }
  }

  private static String row(String detectors, String text) {
    StreamScanner scanner = StreamBenchmark.scanner(detectors);
    var held = new ArrayList<Integer>();
    int waited = 0;
    for (int seed = 0; seed < TEXTS; seed++) {
      String whole = ScanTexts.of(text, LENGTH, seed);
      TextStream stream = scanner.begin(Origin.of(Source.ASSISTANT, 0));
      for (int at = 0; at < whole.length(); at += PIECE) {
        int to = Math.min(whole.length(), at + PIECE);
        stream.append(whole.substring(at, to));
        held.add(to - stream.settled());
      }
      waited += stream.waitsForEnd() ? 1 : 0;
    }
    Collections.sort(held);
    return "| %s | %s | %d | %d | %d | %d | %d of %d |"
        .formatted(
            detectors,
            text,
            at(held, 0.5),
            at(held, 0.9),
            at(held, 0.99),
            held.getLast(),
            waited,
            TEXTS);
  }

  private static int at(List<Integer> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1)));
  }
}
