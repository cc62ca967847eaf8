package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.Ledgers;
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
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 in the middle of load: every response that a client got has its event in the ledger. */
final class KilledGatewayIT {
  private static final int CLIENTS = 8;
  private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
  private static final String PACK =
      """
      pack: {name: killed, version: 1.0.0, enabled: true}
      providers: {targets: [{id: primary, provider: simulated}]}
      policies: {chain: [prompt-injection, pii-detector, audit-logger]}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"strict", "batch"})
  void everyDeliveredResponseHasItsEvent(String durability) throws Exception {
    Path pack = Files.writeString(folder.resolve("policy-config.yaml"), PACK);
    Path ledger = folder.resolve("ledger");
    var random = new SplittableRandom(durability.hashCode());
    for (int round = 0; round < 3; round++) {
      Queue<String> delivered = killUnderLoad(pack, ledger, durability, 200 + random.nextInt(600));
      assertThat(delivered).as("responses before the kill").isNotEmpty();
      try (EventReader reader = Ledgers.openForReading(ledger)) {
        for (String id : delivered) {
          assertThat(reader.find(id)).as(id).isPresent();
        }
      }
    }
  }

  private Queue<String> killUnderLoad(Path pack, Path ledger, String durability, int millis)
      throws Exception {
    Queue<String> delivered = new ConcurrentLinkedQueue<>();
    Process gateway = startGateway(pack, ledger, durability);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      URI target = URI.create("http://127.0.0.1:" + port(gateway) + "/v1/chat/completions");
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> askUntilGone(target, delivered));
      }
      while (delivered.size() < CLIENTS) {
        TimeUnit.MILLISECONDS.sleep(10);
        assertThat(gateway.isAlive()).as("the gateway runs").isTrue();
      }
      TimeUnit.MILLISECONDS.sleep(millis);
      gateway.destroyForcibly().waitFor();
    } finally {
      gateway.destroyForcibly();
    }
    return delivered;
  }

  private static void askUntilGone(URI target, Queue<String> delivered) {
    String body =
        """
        {"model":"test-model","messages":[{"role":"user","content":"I am ann@example.com."}]}\
        """;
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          delivered.add(response.headers().firstValue("x-keeptrail-event-id").orElseThrow());
        }
      }
    } catch (IOException _) {
      // The gateway is gone, which is what this test is about.
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process startGateway(Path pack, Path ledger, String durability)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
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
            durability)
        .redirectErrorStream(true)
        .start();
  }

  /** Reads what the gateway says until it names its port, and goes on reading in the background. */
  private static int port(Process gateway) throws IOException {
    var said = new StringBuilder();
    var lines =
        new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      if (address.find() && !address.group(1).equals("0")) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        return Integer.parseInt(address.group(1));
      }
    }
    throw new IOException("the gateway named no port:\n" + said);
  }
}
