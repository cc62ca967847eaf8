package dev.keeptrail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway in a process of its own, started as a user starts it, on a port that it chose.
 *
 * @param process the gateway itself: the launcher makes way for it
 */
public record ListeningGateway(Process process, int port) {
  private static final long START_NANOS = 120_000_000_000L;
  private static final Pattern ADDRESS = Pattern.compile("listen +http://127\\.0\\.0\\.1:([0-9]+)");

  /**
   * Starts it and waits until it says where it listens.
   *
   * @param folder its {@code KEEPTRAIL_HOME}; its pack and its log are written there
   * @param options for {@code kt gateway run}, beside the pack and the address
   */
  public static ListeningGateway start(
      Path launcher, Path folder, String pack, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("policy-config.yaml"), pack);
    Path log = folder.resolve("gateway.log");
    List<String> command = new ArrayList<>();
    command.add(launcher.toAbsolutePath().toString());
    command.addAll(List.of("gateway", "run", "--policy-config", file.toString()));
    command.addAll(List.of("--listen", "127.0.0.1:0"));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command);
    builder.environment().put("KEEPTRAIL_HOME", folder.toAbsolutePath().toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    long late = System.nanoTime() + START_NANOS;
    while (process.isAlive() && System.nanoTime() < late) {
      Matcher address = ADDRESS.matcher(Files.readString(log));
      if (address.find()) {
        return new ListeningGateway(process, Integer.parseInt(address.group(1)));
      }
      Thread.sleep(20);
    }
    process.destroyForcibly();
    throw new IOException("the gateway did not start; see " + log);
  }
}
