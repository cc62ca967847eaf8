package dev.keeptrail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when figures were taken; written beside each result file, because a figure without it
 * says nothing.
 *
 * @param commit what git calls the source tree; {@code unknown} outside one
 * @param load the one-minute load average before the run: how busy others kept the machine
 */
public record Environment(
    String date, String cpu, int cores, String jdk, String system, String commit, String load) {

  /** Usage: {@code Environment <file to write> <commit>}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: Environment <file> <commit>");
    }
    ResultFile.write(Path.of(args[0]), detect(args[1]));
  }

  public static Environment detect(String commit) throws IOException {
    return new Environment(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vendor") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        commit,
        loadAverage());
  }

  private static String cpuModel() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch", "unknown");
    }
    try (var lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    }
  }

  private static String loadAverage() throws IOException {
    Path load = Path.of("/proc/loadavg");
    return Files.isReadable(load) ? Files.readString(load).split(" ", 2)[0] : "unknown";
  }
}
