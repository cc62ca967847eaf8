package dev.keeptrail.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The upstream in a process of its own, so that its CPU time is not counted as the gateway's. */
public final class UpstreamProcess implements AutoCloseable {
  private final ChildProcess child;
  private final int port;

  private UpstreamProcess(ChildProcess child, int port) {
    this.child = child;
    this.port = port;
  }

  public static UpstreamProcess start(Path folder, int bodyBytes) throws IOException {
    return start(folder, Upstream.class, Integer.toString(bodyBytes));
  }

  /** One that streams: so many events with text in an answer, later with a pause before each. */
  static UpstreamProcess streaming(Path folder, int pieces, long pauseMillis) throws IOException {
    return start(folder, EventUpstream.class, Integer.toString(pieces), Long.toString(pauseMillis));
  }

  private static UpstreamProcess start(Path folder, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.redirectError(folder.resolve("upstream.log").toFile());
    var child = new ChildProcess(builder.start());
    return new UpstreamProcess(child, readPort(child));
  }

  private static int readPort(ChildProcess child) throws IOException {
    var lines = new BufferedReader(child.process().inputReader(StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null) {
      child.close();
      throw new IOException("the upstream did not start; see upstream.log");
    }
    return Integer.parseInt(line);
  }

  /** Has one that streams pause from now on. */
  void pause() throws IOException {
    OutputStream told = child.process().getOutputStream();
    told.write('\n');
    told.flush();
  }

  public int port() {
    return port;
  }

  public double cpuSeconds() {
    return child.cpuSeconds();
  }

  @Override
  public void close() throws IOException {
    child.close();
  }
}
