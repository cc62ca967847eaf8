package dev.keeptrail.benchmarks.scan;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What to compare with: a few dozen plain patterns, each run over the whole text by the JDK's own
 * engine, as filters are usually written. They find far less than the detectors do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@NullUnmarked // JMH fills the fields
public class OneByOneBenchmark {
  private static final List<Pattern> PATTERNS =
      """
      [\\w.+-]+@[\\w-]+\\.[\\w.]+
      \\+?\\d[\\d ().-]{7,}\\d
      \\b\\d{3}-\\d{2}-\\d{4}\\b
      \\b(?:\\d[ -]?){13,19}\\b
      \\b[A-Z]{2}\\d{2}[A-Z0-9 ]{11,30}\\b
      \\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b
      \\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\\b
      \\b[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\\b
      \\bAKIA[A-Z0-9]{16}\\b
      \\bgh[pousr]_[A-Za-z0-9]{36}\\b
      \\bglpat-[\\w-]{20}\\b
      \\bxox[abp]-[\\w-]{10,}\\b
      \\bsk-[\\w-]{20,}\\b
      \\bAIza[\\w-]{35}\\b
      \\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+
      -----BEGIN [A-Z ]*PRIVATE KEY-----
      \\w+://[^\\s:@]+:[^\\s:@]+@\\S+
      (?:password|passwd|secret|token|api_?key)\\s*[:=]\\s*\\S+
      ignore\\s+(?:all\\s+)?(?:previous|prior|above)\\s+instructions
      (?:disregard|forget)\\s+.{0,30}(?:instructions|rules)
      (?:reveal|show|print)\\s+.{0,20}system\\s+prompt
      you\\s+are\\s+now\\s+.{0,40}without
      act\\s+as\\s+.{0,40}no\\s+rules
      <\\|im_(?:start|end)\\|>
      \\[/?INST\\]
      developer\\s+mode
      do\\s+anything\\s+now
      \\b(?:confidential|internal use only|top secret)\\b
      \\b\\d{2}[/.]\\d{2}[/.]\\d{4}\\b
      \\b[A-Z]\\d{8}\\b
      \\b\\d{3} ?\\d{3} ?\\d{4}\\b
      \\b(?:mrn|patient id)\\W{0,3}\\d{5,}
      \\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\\b
      \\b0x[0-9a-fA-F]{40}\\b
      \\bunion\\s+(?:all\\s+)?select\\b
      '\\s*or\\s+'?\\d
      \\.\\./\\.\\./
      <script[^>]*>
      \\$\\{jndi:
      !\\[[^\\]]*\\]\\(https?://[^)]+\\)
      """
          .lines()
          .map(line -> Pattern.compile(line, Pattern.CASE_INSENSITIVE))
          .toList();

  @Param({"200", "2048", "20480", "204800"})
  public int bytes;

  @Param({"clean", "busy"})
  public String text;

  private List<String> texts;
  private int next;

  @Setup
  public void prepare() {
    texts = ScanTexts.several(text, bytes, ScanTexts.countOf(bytes));
  }

  @Benchmark
  public int oneRegexAfterAnother() {
    String scanned = texts.get(next++ & (texts.size() - 1));
    int found = 0;
    for (Pattern pattern : PATTERNS) {
      Matcher matcher = pattern.matcher(scanned);
      while (matcher.find()) {
        found++;
      }
    }
    return found;
  }
}
