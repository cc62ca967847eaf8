package dev.keeptrail.gateway;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.serving.PackSource;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A gateway on a free port with fakes around it, and clients for it. */
public final class House implements AutoCloseable {
  static final String KEY = "sk-very-secret-key";

  /** How long is waited for what always comes, on however slow a machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final MemoryStore store;
  final FakeProgram program;
  final Gateway gateway;

  House(GatewaySettings settings, FakeProgram program, MemoryStore store)
      throws GatewayStartException {
    this.store = store;
    this.program = program;
    this.gateway = Gateway.start(settings, program, store);
  }

  House(GatewaySettings settings, PolicyProgram program, PackSource source)
      throws GatewayStartException {
    this.store = new MemoryStore();
    this.program = new FakeProgram(List.of());
    this.gateway = Gateway.start(settings, GatewayPacks.of(program, source), store);
  }

  /** A gateway with a real program. */
  House(GatewaySettings settings, PolicyProgram program) throws GatewayStartException {
    this.store = new MemoryStore();
    this.program = new FakeProgram(List.of());
    this.gateway = Gateway.start(settings, program, store);
  }

  House(GatewaySettings settings, FakeProgram program) throws GatewayStartException {
    this(settings, program, new MemoryStore());
  }

  static House simulated() throws GatewayStartException {
    return new House(settings(), new FakeProgram(List.of(simulatedTarget())));
  }

  static House before(FakeUpstream upstream) throws GatewayStartException {
    return new House(settings(), new FakeProgram(List.of(openai(upstream, null))));
  }

  static ProviderPlan simulatedTarget() {
    return new ProviderPlan("sim", "simulated", null, null, null);
  }

  static ProviderPlan openai(FakeUpstream upstream, @Nullable String model) {
    return new ProviderPlan(
        "primary", "openai", model, upstream.baseUrl(), new SecretRef.Env("KEY"));
  }

  /** Believes what callers say of themselves, unchecked. */
  public static GatewaySettings settings() {
    return GatewaySettings.defaults()
        .withCallers(new CallerSettings(new CallerCheck.Nothing(), true, List.of()))
        .withListen("127.0.0.1", 0)
        .withSecrets(new EnvironmentSecrets(Map.of("KEY", KEY)))
        .withTimeouts(PATIENCE, PATIENCE, PATIENCE);
  }

  static String prompt(String content) {
    return "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + content
        + "\"}]}";
  }

  HttpResponse<String> ask(String body) throws Exception {
    return ask(body, "content-type", "application/json");
  }

  HttpResponse<String> ask(String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(uri("/v1/chat/completions"))
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  /** Sends bytes as they are and reads until the gateway closes or answers whole. */
  String raw(byte[]... parts) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      var out = socket.getOutputStream();
      for (byte[] part : parts) {
        out.write(part);
        out.flush();
      }
      var answer = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      int count = socket.getInputStream().read(buffer);
      while (count >= 0 && !isWhole(answer, buffer, count)) {
        count = socket.getInputStream().read(buffer);
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private static boolean isWhole(ByteArrayOutputStream answer, byte[] buffer, int count) {
    answer.write(buffer, 0, count);
    String text = answer.toString(StandardCharsets.UTF_8);
    return text.endsWith("}}") || text.endsWith("]}");
  }

  static byte[] head(String... headers) {
    return ("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException malformed) {
      throw new AssertionError("not JSON: " + text, malformed);
    }
  }

  static JsonNode error(HttpResponse<String> response) {
    return json(response).path("error");
  }

  @Override
  public void close() {
    gateway.close();
  }
}
