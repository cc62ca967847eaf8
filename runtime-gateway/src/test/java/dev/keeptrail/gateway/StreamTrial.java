package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A gateway with a real chain in front of a provider that streams what a test wants. */
final class StreamTrial implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static final String PACK =
      """
      language 1

      pack streams {
        version: "1.0.0"
      }

      provider primary {
        provider: PROVIDER
        base_url: "BASE_URL"
        secret_key_ref: { env: KEY }
      }

      chain { masks, stops, calls }

      policy masks on output {
        rule address {
          when finding(category under "pii.email")
          then redact "masks.address"
        }
      }

      policy stops on output {
        rule secret {
          when finding(category under "secret")
          then block "stops.secret"
        }
      }

      policy calls on tool {
        rule deletion {
          when tool_call(name == "delete_all")
          then block "calls.deletion"
        }
      }
      """;

  static final String SECRET = "ghp_" + "a1B2c3D4e5".repeat(3) + "f6G7h8";

  static PolicyProgram program(String pack, FakeUpstream upstream) throws Exception {
    CompiledPack compiled =
        new PackCompiler(PolicyKinds.installed().schemas())
            .compileText(
                new SourceText("streams.pack", pack.replace("BASE_URL", upstream.baseUrl())));
    assertThat(compiled.hasErrors()).as(compiled.diagnostics().toString()).isFalse();
    return PolicyEngines.named(PolicyEngines.DEFAULT)
        .load(
            Objects.requireNonNull(compiled.plan(), "a plan"),
            new EngineOptions(FailMode.BLOCK, new EnvironmentSecrets(Map.of())));
  }

  static void begin(OutputStream out) throws IOException {
    String head =
        String.join(
            "\r\n",
            "HTTP/1.1 200 X",
            "content-type: text/event-stream; charset=utf-8",
            "connection: close",
            "",
            "");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
  }

  static void say(OutputStream out, String... events) throws IOException {
    for (String event : events) {
      out.write((event.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  static String chunk(String delta) {
    return chunk(delta, "null");
  }

  static String chunk(String delta, String finish) {
    return "data: {'id':'chatcmpl-7','object':'chat.completion.chunk','created':1700000000,"
        + "'model':'gpt-4o','choices':[{'index':0,'delta':"
        + delta
        + ",'finish_reason':"
        + finish
        + "}]}";
  }

  static String content(String text) {
    return chunk("{'content':'" + text + "'}");
  }

  static final String USAGE =
      "data: {'id':'chatcmpl-7','object':'chat.completion.chunk','created':1700000000,"
          + "'model':'gpt-4o','choices':[],"
          + "'usage':{'prompt_tokens':9,'completion_tokens':4,'total_tokens':13}}";

  static final String END = chunk("{}", "'stop'");
  static final String DONE = "data: [DONE]";
  static final String CHAT = "/v1/chat/completions";
  static final String PROMPT =
      "{'model':'gpt-4o','stream':true,'messages':[{'role':'user','content':'Hello'}]}";

  /** The next data; empty at the end, and where there is none because the answer broke off. */
  static String next(BufferedReader lines) {
    try {
      String line = lines.readLine();
      while (line != null && !line.startsWith("data: ")) {
        line = lines.readLine();
      }
      return line == null ? "" : line.substring(6);
    } catch (IOException _) {
      return "";
    }
  }

  static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** All data of a stream but its {@code [DONE]}. */
  static List<JsonNode> all(HttpResponse<InputStream> response) throws IOException {
    return all(lines(response));
  }

  static List<JsonNode> all(BufferedReader lines) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    String data = next(lines);
    while (!data.isEmpty() && !data.equals("[DONE]")) {
      all.add(House.json(data));
      data = next(lines);
    }
    return all;
  }

  static String texts(List<JsonNode> events, String place) {
    var text = new StringBuilder();
    events.forEach(event -> text.append(event.at(place).asString("")));
    return text.toString();
  }

  final FakeUpstream upstream;
  private final PolicyProgram program;
  final MemoryStore store = new MemoryStore();
  private final Gateway gateway;

  StreamTrial(String provider, FakeUpstream.Script script) throws Exception {
    this(PACK.replace("PROVIDER", provider), true, script);
  }

  StreamTrial(String provider, FakeUpstream.Script script, Duration silence) throws Exception {
    this(PACK.replace("PROVIDER", provider), true, script, silence);
  }

  StreamTrial(String pack, boolean live, FakeUpstream.Script script) throws Exception {
    this(pack, live, script, Duration.ofSeconds(10));
  }

  private StreamTrial(String pack, boolean live, FakeUpstream.Script script, Duration silence)
      throws Exception {
    upstream = new FakeUpstream(script);
    program = program(pack, upstream);
    assertThat(program.answers().isRealtime()).isEqualTo(live);
    gateway = Gateway.start(House.settings().withSilence(silence), program, store);
  }

  int port() {
    return gateway.port();
  }

  HttpResponse<InputStream> ask(String route, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + route))
            .header("content-type", "application/json")
            .timeout(House.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The event, once it is there. */
  DecisionEvent event() throws InterruptedException {
    long end = System.nanoTime() + House.PATIENCE.toNanos();
    while (store.events.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return store.only();
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    program.close();
    upstream.close();
  }
}
