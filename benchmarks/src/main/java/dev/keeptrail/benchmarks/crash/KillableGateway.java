package dev.keeptrail.benchmarks.crash;

import dev.keeptrail.benchmarks.ListeningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A gateway that is started as a user starts it, asked by several callers at once, and killed. What
 * callers were told is kept.
 */
final class KillableGateway implements AutoCloseable {
  private static final int CALLERS = 8;
  private static final String PACK =
      """
      pack: {name: crash, version: 1.0.0}
      providers: {targets: [{id: primary, provider: simulated}]}
      policies: {chain: [prompt-injection, human-oversight, audit-logger]}
      policy:
        human-oversight: {require_human_for: [pii.email]}
      budgets: [{scope: key, usd: 1000000, window: total}]
      """;

  /** Ids of events whose answers were delivered. */
  final Queue<String> delivered = new ConcurrentLinkedQueue<>();

  /** Ids of escalations that callers were told of. */
  final Queue<String> escalated = new ConcurrentLinkedQueue<>();

  /** Answers that nobody expects. */
  final Queue<String> strange = new ConcurrentLinkedQueue<>();

  private final Process process;
  private final URI address;

  private KillableGateway(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static KillableGateway start(Path launcher, Path folder, String durability)
      throws IOException, InterruptedException {
    ListeningGateway started =
        ListeningGateway.start(launcher, folder, PACK, Map.of(), "--durability", durability);
    URI address = URI.create("http://127.0.0.1:" + started.port() + "/v1/chat/completions");
    return new KillableGateway(started.process(), address);
  }

  /** Has it asked until it is killed, so many milliseconds after the first answer. */
  void killUnderLoad(int millis) throws InterruptedException {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < CALLERS; caller++) {
        boolean held = caller == 0;
        callers.execute(() -> askUntilGone(held));
      }
      while (delivered.isEmpty() && process.isAlive()) {
        Thread.sleep(5);
      }
      Thread.sleep(millis);
      int ignored = process.destroyForcibly().waitFor();
    }
  }

  private void askUntilGone(boolean held) {
    int number = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        String content = held ? "write to ann" + number++ + "@example.com" : "how are you?";
        String body =
            """
            {"model":"gpt-4o","max_tokens":20,"messages":[{"role":"user","content":"%s"}]}\
            """
                .formatted(content);
        HttpRequest request =
            HttpRequest.newBuilder(address)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        take(client.send(request, HttpResponse.BodyHandlers.ofString()));
      }
    } catch (IOException _) {
      // The gateway is gone, which is what this is about.
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(HttpResponse<String> response) {
    switch (response.statusCode()) {
      case 200 -> delivered.addAll(header(response, "x-keeptrail-event-id"));
      case 409 -> escalated.addAll(header(response, "x-keeptrail-escalation-id"));
      default -> strange.add(response.statusCode() + " " + response.body());
    }
  }

  private List<String> header(HttpResponse<String> response, String name) {
    List<String> found = response.headers().allValues(name);
    if (found.isEmpty()) {
      strange.add("an answer without " + name);
    }
    return found;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
