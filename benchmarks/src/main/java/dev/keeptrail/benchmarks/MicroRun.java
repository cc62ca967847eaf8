package dev.keeptrail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs one package of benchmarks under JMH and leaves JMH's own JSON. */
public final class MicroRun {
  private static final String USAGE =
      "usage: decision|check|scan [quick] [<regular expression of names>]";

  private MicroRun() {}

  /**
   * Usage: {@code MicroRun <result file> decision|check|scan [quick] [<regular expression of
   * names>]}.
   */
  public static void main(String[] args) throws IOException, RunnerException {
    List<String> words = List.of(args);
    if (words.size() < 2 || words.size() > 4) {
      throw new IllegalArgumentException(USAGE);
    }
    boolean quick = words.size() > 2 && words.get(2).equals("quick");
    List<String> rest = words.subList(quick ? 3 : 2, words.size());
    Path result = Path.of(words.getFirst()).toAbsolutePath();
    Files.createDirectories(result.resolveSibling(""));
    var options =
        new OptionsBuilder()
            .include(names(words.get(1), rest))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
            .resultFormat(ResultFormatType.JSON)
            .result(result.toString());
    boolean scan = words.get(1).equals("scan");
    var timed = quick ? quick(options) : scan ? many(options) : full(options);
    var results = new Runner(timed.build()).run();
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no benchmark fits; " + USAGE);
    }
  }

  /** What JMH looks for in full names: the package, and in it what was asked for. */
  private static String names(String part, List<String> rest) {
    String names = Pattern.quote(MicroRun.class.getPackageName() + "." + part + ".");
    return rest.isEmpty() ? names : names + ".*(" + rest.getFirst() + ")";
  }

  private static ChainedOptionsBuilder full(ChainedOptionsBuilder options) {
    return options
        .forks(2)
        .warmupIterations(8)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(8)
        .measurementTime(TimeValue.seconds(1));
  }

  /** For tables of many rows, each of which settles soon. */
  private static ChainedOptionsBuilder many(ChainedOptionsBuilder options) {
    return options
        .forks(2)
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(3)
        .measurementTime(TimeValue.seconds(1));
  }

  /** To see that everything runs; no figure of it is worth writing down. */
  private static ChainedOptionsBuilder quick(ChainedOptionsBuilder options) {
    return options
        .forks(1)
        .warmupIterations(3)
        .warmupTime(TimeValue.milliseconds(500))
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds(500));
  }
}
