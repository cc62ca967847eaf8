package dev.keeptrail.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway started the way a user starts it, through the launcher, with a ledger of its own and
 * the example chain in front of the harness's upstream.
 */
final class GatewayProcess implements AutoCloseable {
  private static final long START_NANOS = 60_000_000_000L;

  private final ChildProcess child;
  private final Path home;
  private final int port;
  private double startMillis;

  private GatewayProcess(ChildProcess child, Path home, int port) {
    this.child = child;
    this.home = home;
    this.port = port;
  }

  static GatewayProcess start(LoadOptions options, Target target, int upstreamPort)
      throws IOException, InterruptedException {
    Path home = Files.createDirectories(options.folder().resolve(target.word()));
    Path pack = home.resolve("policy-config.yaml");
    Files.writeString(pack, LoadPack.yaml(upstreamPort));
    int port = freePort();
    var builder = new ProcessBuilder(command(options, target, pack, port));
    builder.environment().put("KEEPTRAIL_HOME", home.toAbsolutePath().toString());
    builder.environment().put(LoadPack.KEY_VARIABLE, "unused");
    builder.redirectErrorStream(true).redirectOutput(home.resolve("gateway.log").toFile());
    long start = System.nanoTime();
    var gateway = new GatewayProcess(new ChildProcess(builder.start()), home, port);
    try {
      gateway.awaitReadiness();
      gateway.startMillis = (System.nanoTime() - start) / 1e6;
      return gateway;
    } catch (IOException notReady) {
      gateway.close();
      throw notReady;
    }
  }

  private static List<String> command(LoadOptions options, Target target, Path pack, int port) {
    List<String> command = new ArrayList<>();
    command.add(options.launcher().toAbsolutePath().toString());
    command.addAll(List.of("gateway", "run", "--policy-config", pack.toString()));
    command.addAll(List.of("--listen", "127.0.0.1:" + port, "--durability", target.word()));
    command.addAll(options.gatewayOptions());
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReadiness() throws IOException, InterruptedException {
    long latest = System.nanoTime() + START_NANOS;
    while (!ready()) {
      if (System.nanoTime() > latest || !child.process().isAlive()) {
        throw new IOException("the gateway did not start; see " + home.resolve("gateway.log"));
      }
      Thread.sleep(10);
    }
  }

  private boolean ready() {
    try (var connection = HttpConnection.open(port)) {
      return connection.exchange(ChatMessages.readinessProbe(port)) == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** From the launcher's start until it lets requests in, the launcher's own work included. */
  double startMillis() {
    return startMillis;
  }

  /** The folder given to it as {@code KEEPTRAIL_HOME}; its ledger is in there. */
  Path home() {
    return home;
  }

  double cpuSeconds() {
    return child.cpuSeconds();
  }

  double residentMiB() throws IOException {
    return child.residentMiB();
  }

  @Override
  public void close() throws IOException {
    child.close();
  }
}
