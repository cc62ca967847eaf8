package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.Ledgers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 in the middle of load: every response that a client got has its event in the ledger. */
final class KilledGatewayIT {
  private static final int CLIENTS = 8;
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
      try (LedgerAudit audit = Ledgers.openForAudit(ledger)) {
        var all = new LedgerAudit.Request(1, null, audit.keys(), null);
        assertThat(audit.verify(all, _ -> {}).breaches()).isEmpty();
      }
    }
    try (Stream<Path> left = Files.list(GatewayProcess.temporary(pack))) {
      assertThat(left).as("temporary files of what was killed").isEmpty();
    }
  }

  private Queue<String> killUnderLoad(Path pack, Path ledger, String durability, int millis)
      throws Exception {
    Queue<String> delivered = new ConcurrentLinkedQueue<>();
    try (GatewayProcess gateway = GatewayProcess.start(List.of(), pack, ledger, durability);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> askUntilGone(gateway, delivered));
      }
      while (delivered.size() < CLIENTS) {
        TimeUnit.MILLISECONDS.sleep(10);
        assertThat(gateway.process().isAlive()).as("the gateway runs").isTrue();
      }
      TimeUnit.MILLISECONDS.sleep(millis);
      gateway.kill();
    }
    return delivered;
  }

  private static void askUntilGone(GatewayProcess gateway, Queue<String> delivered) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        HttpResponse<String> response = gateway.ask(client, "I am ann@example.com.");
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
}
