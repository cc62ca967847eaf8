package dev.keeptrail.benchmarks.soak;

import dev.keeptrail.benchmarks.ListeningGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The gateway that is under traffic, and what it takes up. Needs {@code /proc}. */
final class SoakGateway implements AutoCloseable {
  /** The last line of a histogram: objects and bytes. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+([0-9]+)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB");
  private static final String PACK =
      """
      pack: {name: soak, version: 1.0.0}
      providers:
        targets:
          - id: local
            provider: openai
            model: gpt-4o-mini
            base_url: http://127.0.0.1:PORT/v1
            secret_key_ref: {env: KEEPTRAIL_SOAK_KEY}
      policies: {chain: [prompt-injection, pii-detector, audit-logger]}
      policy:
        prompt-injection: {response: {action: block}}
        pii-detector: {action: redact}
      rate_limits:
        per_user: {rpm: 1000000}
        per_team: {tpm: 900000000, max_parallel_requests: 1000}
      budgets: [{scope: user, usd: 1000000, window: day}]
      response_cache: {ttl_seconds: 60, max_entries: 500}
      capture: redacted
      """;

  private final Process process;
  private final int port;

  private SoakGateway(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * What the gateway takes up at a moment.
   *
   * @param liveMiB heap that is left after a full collection
   * @param descriptors open files and sockets
   */
  record Look(
      double second,
      long asked,
      double liveMiB,
      double residentMiB,
      int threads,
      int descriptors) {}

  static SoakGateway start(Path launcher, Path folder, int providerPort)
      throws IOException, InterruptedException {
    ListeningGateway started =
        ListeningGateway.start(
            launcher,
            folder,
            PACK.replace("PORT", Integer.toString(providerPort)),
            Map.of("KEEPTRAIL_SOAK_KEY", "unused"),
            "--durability",
            "batch",
            "--max-concurrency",
            "64",
            "--trust-identity-headers");
    return new SoakGateway(started.process(), started.port());
  }

  int port() {
    return port;
  }

  Look look(double second, long asked) throws IOException, InterruptedException {
    String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    int descriptors;
    try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      descriptors = (int) open.count();
    }
    return new Look(
        second,
        asked,
        liveBytes() / 1048576.0,
        number(RESIDENT, status) / 1024.0,
        (int) number(THREADS, status),
        descriptors);
  }

  /** A histogram counts what is alive only, so it collects first. */
  private long liveBytes() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    List<String> command = List.of(jcmd, Long.toString(process.pid()), "GC.class_histogram");
    Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0) {
      throw new IOException("jcmd says: " + said);
    }
    return number(TOTAL, said);
  }

  private static long number(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in what the system says");
    }
    return Long.parseLong(matcher.group(1));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the gateway did not end when asked");
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
