package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents that requests carry, at a real server. */
@Timeout(60)
final class DocumentAnalyzerIT {
  private static final String PACK =
      """
      pack: {name: documents, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [document-analyzer]}
      policy:
        document-analyzer:
          sanitize_code: true
          max_document_bytes: 100
          allowed_mime_types: [text/plain]
      gateway: {on_unscannable: flag}
      """;

  private final MemoryStore store = new MemoryStore();

  @Test
  void mindsSizeTypeAndCode() throws Exception {
    try (PolicyProgram program = Programs.of(PACK);
        var gateway = Gateway.start(House.settings(), program, store);
        HttpClient client = HttpClient.newHttpClient()) {
      String plain = "{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"%s\"}";
      assertThat(ask(client, gateway, plain.formatted("Fine.")).reasonCode())
          .isEqualTo("all_policies_passed");
      assertThat(ask(client, gateway, plain.formatted("x".repeat(101))).reasonCode())
          .isEqualTo("document_analyzer.too_large");
      assertThat(
              ask(
                      client,
                      gateway,
                      "{\"type\":\"base64\",\"media_type\":\"text/plain\",\"data\":\"JVBERi0xLjcK\"}")
                  .reasonCode())
          .isEqualTo("document_analyzer.type_not_allowed");
      DecisionEvent masked = ask(client, gateway, plain.formatted("```sh\\nrm -rf /tmp/x\\n```"));
      assertThat(masked.reasonCode()).isEqualTo("document_analyzer.code_redacted");
      assertThat(masked.transformed()).isTrue();
    }
  }

  private DecisionEvent ask(HttpClient client, Gateway gateway, String source) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.port() + "/v1/messages");
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .POST(HttpRequest.BodyPublishers.ofString(message(source)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    DecisionEvent event = store.events.getLast();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(event.httpStatus());
    return event;
  }

  private static String message(String source) {
    return """
    {"model":"m","max_tokens":9,"messages":[{"role":"user","content":[
      {"type":"document","source":%s},{"type":"text","text":"Sum it up."}]}]}
    """
        .formatted(source);
  }
}
