package dev.keeptrail.conformance;

import dev.keeptrail.gateway.json.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** A gateway in a process of its own, which tests do to what they would not do to theirs. */
final class GatewayProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final int port;
  private final Queue<String> said;

  private GatewayProcess(Process process, int port, Queue<String> said) {
    this.process = process;
    this.port = port;
    this.said = said;
  }

  /**
   * Starts one.
   *
   * @param under a command that runs the one behind it; empty for none
   */
  static GatewayProcess start(List<String> under, Path pack, Path ledger, String durability)
      throws IOException {
    List<String> command = new ArrayList<>(under);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary(pack),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.keeptrail.cli.Main",
            "gateway",
            "run",
            "--policy-config",
            pack.toString(),
            "--listen",
            "127.0.0.1:0",
            "--ledger",
            ledger.toString(),
            "--durability",
            durability));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KEEPTRAIL_HOME", pack.resolveSibling("home").toString());
    Process process = builder.start();
    try {
      Queue<String> said = new ConcurrentLinkedQueue<>();
      return new GatewayProcess(process, port(process, said), said);
    } catch (IOException silent) {
      process.destroyForcibly();
      throw silent;
    }
  }

  /** Where the gateway of a pack has its temporary files. */
  static Path temporary(Path pack) throws IOException {
    return Files.createDirectories(pack.resolveSibling("temporary"));
  }

  /** Reads what the gateway says until it names its port, and goes on reading in the background. */
  private static int port(Process gateway, Queue<String> said) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      Matcher address = ADDRESS.matcher(line);
      if (address.find() && !address.group(1).equals("0")) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(said::add));
        return Integer.parseInt(address.group(1));
      }
    }
    throw new IOException("the gateway named no port:\n" + String.join("\n", said));
  }

  Process process() {
    return process;
  }

  int port() {
    return port;
  }

  /** What it has printed and logged so far, in lines. */
  List<String> said() {
    return List.copyOf(said);
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Asks as a caller does. */
  HttpResponse<String> ask(HttpClient client, String content)
      throws IOException, InterruptedException {
    var body = JsonNodeFactory.instance.objectNode().put("model", "gpt-4o");
    body.putArray("messages").addObject().put("role", "user").put("content", content);
    return client.send(
        HttpRequest.newBuilder(url("/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(StrictJson.write(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A page of it. */
  String get(HttpClient client, String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** As a loss of power would, as far as the process can tell. */
  void kill() throws InterruptedException {
    int ignored = process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
