package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.callers.AddressRange;
import dev.keeptrail.gateway.extraction.PublicAddresses;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consents that callers show, and a real service that says whether they are good. */
@Timeout(180)
final class ConsentIT {
  private static final String PERSONAL = "Write to jane.doe@example.com please.";

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final MemoryStore store = new MemoryStore();
  private HttpServer service;

  @BeforeEach
  void serve() throws Exception {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestMethod() + " " + body);
          String answer =
              body.contains("good")
                  ? "{\"valid\":true}"
                  : body.contains("bad") ? "{\"valid\":false}" : "{\"error\":1}";
          if (body.contains("away")) {
            exchange.getResponseHeaders().add("location", "/elsewhere");
          }
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          int status =
              body.contains("gone")
                  ? 410
                  : body.contains("broken") ? 500 : body.contains("away") ? 302 : 200;
          if (body.contains("drip")) {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
              while (true) {
                out.write(' ');
                out.flush();
                Thread.sleep(100);
              }
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
            return;
          }
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void consentsAreAskedAfterAndFailClosed() throws Exception {
    String endpoint =
        "consent_verification_endpoint: \"http://127.0.0.1:"
            + service.getAddress().getPort()
            + "/check\"";
    try (var house = open(endpoint, "127.0.0.0/8")) {
      assertThat(house.reason(PERSONAL, null)).isEqualTo("gdpr_compliance.consent_missing");
      assertThat(asked).isEmpty();
      assertThat(house.verified("good")).isEqualTo("all_policies_passed");
      assertThat(asked).containsOnly("POST {\"token\":\"good\"}");
      assertThat(house.verified("bad")).isEqualTo("gdpr_compliance.consent_refused");
      assertThat(house.verified("gone")).isEqualTo("gdpr_compliance.consent_refused");
      for (String token : List.of("broken", "strange", "away", "drip")) {
        assertThat(house.reason(PERSONAL, token))
            .as(token)
            .isEqualTo("gdpr_compliance.consent_unverified");
      }
      assertThat(house.reason("Good morning.", "bad")).isEqualTo("all_policies_passed");
      assertThat(store.events.toString()).doesNotContain("\"bad\"");
    }
  }

  @Test
  void addressesInsideAreNotAsked() throws Exception {
    String endpoint =
        "consent_verification_endpoint: \"http://127.0.0.1:"
            + service.getAddress().getPort()
            + "/check\"";
    try (var house = open(endpoint, null)) {
      assertThat(house.reason(PERSONAL, "good")).isEqualTo("gdpr_compliance.consent_unverified");
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void withoutAServiceAnyConsentInTheHeaderCounts() throws Exception {
    try (var house = open("consent_header: X-Other", null)) {
      assertThat(house.reason(PERSONAL, null)).isEqualTo("gdpr_compliance.consent_missing");
      assertThat(house.reason(PERSONAL, "x-consent-token", "t"))
          .isEqualTo("gdpr_compliance.consent_missing");
      assertThat(house.reason(PERSONAL, "x-other", "t")).isEqualTo("all_policies_passed");
      assertThat(house.reason(PERSONAL, "x-other", "t".repeat(5_000)))
          .isEqualTo("gdpr_compliance.consent_refused");
    }
  }

  private Asking open(String setting, @Nullable String network) throws Exception {
    String pack =
        """
        pack: {name: consents, version: 1.0.0}
        providers: {targets: [{id: sim, provider: simulated}]}
        policies: {chain: [gdpr-compliance]}
        policy:
          gdpr-compliance:
            SETTING
        """
            .replace("SETTING", setting);
    var networks =
        network == null ? List.<AddressRange>of() : List.of(AddressRange.of(network).orElseThrow());
    PolicyProgram program = Programs.of(pack);
    return new Asking(
        program,
        Gateway.start(House.settings().withPages(new PublicAddresses(networks)), program, store),
        HttpClient.newHttpClient());
  }

  private final class Asking implements AutoCloseable {
    private final PolicyProgram program;
    private final Gateway gateway;
    private final HttpClient client;

    Asking(PolicyProgram program, Gateway gateway, HttpClient client) {
      this.program = program;
      this.gateway = gateway;
      this.client = client;
    }

    /** A machine that is held up for as long as the service may take asks again. */
    String verified(String token) throws Exception {
      String reason = reason(PERSONAL, token);
      while (reason.equals("gdpr_compliance.consent_unverified")) {
        reason = reason(PERSONAL, token);
      }
      return reason;
    }

    String reason(String text, @Nullable String token) throws Exception {
      return reason(text, "x-consent-token", token);
    }

    String reason(String text, String header, @Nullable String token) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(House.prompt(text)));
      if (token != null) {
        request.header(header, token);
      }
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      DecisionEvent event = store.events.getLast();
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(event.httpStatus());
      return event.reasonCode();
    }

    @Override
    public void close() {
      client.close();
      gateway.close();
      program.close();
    }
  }
}
