package dev.keeptrail.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.cache.AnswerCache;
import dev.keeptrail.gateway.capture.CaptureDesk;
import dev.keeptrail.gateway.capture.Captures;
import dev.keeptrail.gateway.capture.UnusableKeyException;
import dev.keeptrail.gateway.consent.Consents;
import dev.keeptrail.gateway.extraction.ContentExtraction;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.opinion.Judges;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.BeforeWaiting;
import dev.keeptrail.gateway.provider.Outgoing;
import dev.keeptrail.gateway.provider.ProviderAnswer;
import dev.keeptrail.gateway.provider.ProviderClient;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.ProviderStream;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.repetition.Repetitions;
import dev.keeptrail.gateway.routing.Router;
import dev.keeptrail.gateway.sse.SseWriter;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.Surroundings;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.price.PriceTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From the bytes of a provider to the events of a caller: whatever pieces the bytes come in, inside
 * code points, JSON escapes and lines, the caller gets the text that the whole answer comes to, the
 * record says the same, and nothing that went out at any time holds a part of what is masked.
 */
final class LiveDeliveryProperties {
  private static final PolicyProgram PROGRAM = program();
  private static final List<String> PIECES =
      List.of(
          "The committee met again to look at the plans. ",
          "Write to jane.doe@example.com, please. ",
          "4111 1111 1111 1111 ",
          "\u4f60\u597d \ud83d\ude00 caf\u00e9\n",
          "call +1 415 555 0132 \"now\" ",
          "\\ back\tslash / and \u2028 ",
          "password: hunter2Plus9\n");
  private static final String[] RAW = {"jane.doe", "4111 1111", "555 0132", "hunter2"};

  private static PolicyProgram program() {
    var plan =
        new PackPlan(
            new PackIdentity("test", "1.0.0", true, null),
            List.of(),
            List.of(policy("pii-detector"), policy("dlp-filter")),
            GatewayPlan.DEFAULT);
    try {
      return PolicyEngines.named(PolicyEngines.DEFAULT)
          .load(plan, new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
    } catch (PlanLoadException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PolicyPlan policy(String kind) {
    return new PolicyPlan(kind, kind, PolicyMode.ENFORCE, new PlanValue.Mapping(Map.of()));
  }

  /** What a caller speaks, what its target speaks, and where a text stands in an event. */
  enum Way {
    CHAT(Protocol.CHAT_COMPLETIONS, Protocol.CHAT_COMPLETIONS, "/choices/0/delta/content"),
    COMPLETIONS(Protocol.COMPLETIONS, Protocol.COMPLETIONS, "/choices/0/text"),
    MESSAGES(Protocol.MESSAGES, Protocol.MESSAGES, "/delta/text"),
    RESPONSES(Protocol.RESPONSES, Protocol.RESPONSES, "/delta"),
    CHAT_BY_MESSAGES(Protocol.CHAT_COMPLETIONS, Protocol.MESSAGES, "/choices/0/delta/content"),
    MESSAGES_BY_CHAT(Protocol.MESSAGES, Protocol.CHAT_COMPLETIONS, "/delta/text");

    final Protocol caller;
    final Protocol target;
    private final String place;

    Way(Protocol caller, Protocol target, String place) {
      this.caller = caller;
      this.target = target;
      this.place = place;
    }
  }

  @Property(tries = 60)
  void callersGetTheWholeRedaction(@ForAll Way way, @ForAll long seed) throws Exception {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    ObjectNode answer = answer(way.target, text.toString());
    Heard whole = run(way, false, new Script(answer, ByteBuffer.allocate(0), 0, random));
    assertThat(whole.text).doesNotContain(RAW);
    byte[] bytes = stream(way.target, answer, random);
    for (int most : new int[] {1, 7, 400, 20_000}) {
      Heard live = run(way, true, new Script(answer, ByteBuffer.wrap(bytes), most, random));

      assertThat(live.said).doesNotContain(RAW);
      assertThat(live.event.verdict())
          .as("%s of %s after %s", live.event.outcome(), live.event.upstream(), live.said)
          .isEqualTo(whole.event.verdict());
      assertThat(live.event.reasonCode()).isEqualTo(whole.event.reasonCode());
      assertThat(live.event.outcome()).isEqualTo(whole.event.outcome());
      assertThat(live.event.faults()).isEmpty();
      if (whole.event.outcome() == Outcome.DELIVERED) {
        assertThat(live.text).isEqualTo(whole.text);
        assertThat(live.event.findings()).isEqualTo(whole.event.findings());
        assertThat(live.event.redactions()).isEqualTo(whole.event.redactions());
        assertThat(live.event.usage()).isEqualTo(whole.event.usage());
      }
    }
  }

  /** What a caller got: its text, all that was said in events, and the record. */
  record Heard(String text, String said, DecisionEvent event) {}

  static Heard run(Way way, boolean streams, Script script) throws RefusedException {
    var target =
        new Target(
            new ProviderPlan("t", "openai", null, null, null),
            new Scripted(way.target, script),
            null);
    var router =
        new Router(RoutingPlan.NONE, new Targets(List.of(target)), Set.of(), PriceTable.bundled());
    var runner =
        new ExchangeRunner(
            PROGRAM,
            captures(),
            false,
            router,
            PriceTable.bundled(),
            AnswerCache.ofHeap(),
            ReviewDesk.none(),
            ContentExtraction.NONE,
            Repetitions.NONE,
            Consents.NONE,
            Judges.NONE,
            Mirror.none(new GatewayMetrics(model -> model, Surroundings.NONE, Clock.systemUTC())),
            () -> "evt_1",
            "gw",
            Clock.systemUTC());
    var caller = new Listening();
    Conclusion conclusion =
        runner.run(
            way.caller,
            way.caller.read(request(way.caller, streams)),
            Claims.NONE,
            new Correlation("req_1", null, System.nanoTime()),
            Submission.NONE,
            caller);
    if (conclusion instanceof Conclusion.Delivered delivered) {
      switch (delivered.delivery()) {
        case Delivery.Whole body -> {
          ObjectNode answer = tree(body.body());
          return new Heard(
              whole(way.caller, answer), StrictJson.writeText(answer), delivered.event());
        }
        case Delivery.Stream rest -> {
          assertThat(caller.gone).isEqualTo(caller.events.size());
          caller.events.addAll(rest.events());
        }
      }
    }
    return caller.heard(way, conclusion.event());
  }

  private static Captures captures() {
    try {
      return Captures.of(PROGRAM.plan(), _ -> Optional.empty(), new CaptureDesk(), null);
    } catch (UnusableKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] request(Protocol protocol, boolean streams) {
    String words =
        switch (protocol) {
          case RESPONSES -> "'input':'Hello'";
          case COMPLETIONS -> "'prompt':'Hello'";
          default -> "'max_tokens':9,'messages':[{'role':'user','content':'Hello'}]";
        };
    return ("{'model':'m','stream':" + streams + "," + words + "}")
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String whole(Protocol protocol, ObjectNode answer) {
    String place =
        switch (protocol) {
          case CHAT_COMPLETIONS -> "/choices/0/message/content";
          case COMPLETIONS -> "/choices/0/text";
          case MESSAGES -> "/content/0/text";
          case RESPONSES -> "/output/0/content/0/text";
          default -> throw new IllegalArgumentException(protocol.name());
        };
    return answer.at(place).asString("");
  }

  private static ObjectNode tree(byte[] json) {
    try {
      return (ObjectNode) StrictJson.parse(json);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode answer(Protocol protocol, String text) {
    String usage = "'usage':{'input_tokens':5,'output_tokens':7,'total_tokens':12}}";
    String counts = "'usage':{'prompt_tokens':5,'completion_tokens':7,'total_tokens':12}}";
    String json =
        switch (protocol) {
          case CHAT_COMPLETIONS ->
              "{'id':'c1','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,"
                  + "'message':{'role':'assistant','content':TEXT},'finish_reason':'stop'}],"
                  + counts;
          case COMPLETIONS ->
              "{'id':'c1','object':'text_completion','created':1,'model':'m','choices':[{'index':0,"
                  + "'text':TEXT,'logprobs':null,'finish_reason':'stop'}],"
                  + counts;
          case MESSAGES ->
              "{'id':'m1','type':'message','role':'assistant','model':'m','content':[{'type':'text',"
                  + "'text':TEXT}],'stop_reason':'end_turn','stop_sequence':null,"
                  + usage;
          case RESPONSES ->
              "{'id':'r1','object':'response','created_at':1,'model':'m','status':'completed',"
                  + "'output':[{'id':'i1','type':'message','role':'assistant','status':'completed',"
                  + "'content':[{'type':'output_text','text':TEXT,'annotations':[]}]}],"
                  + usage;
          default -> throw new IllegalArgumentException(protocol.name());
        };
    JsonNode word = tree("{}".getBytes(StandardCharsets.UTF_8)).stringNode(text);
    return tree(
        json.replace('\'', '"')
            .replace("TEXT", StrictJson.writeText(word))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** The answer as its protocol's events, the text in random pieces, letters escaped at random. */
  private static byte[] stream(Protocol protocol, ObjectNode answer, Random random) {
    var shape = protocol.streamed().orElseThrow();
    var request = answer.objectNode();
    request.putObject("stream_options").put("include_usage", true);
    var bytes = new ByteArrayOutputStream();
    for (StreamEvent event : shape.events(answer, request)) {
      for (ObjectNode piece : pieces(event.data(), random)) {
        bytes.writeBytes(
            SseWriter.event(event.name(), escaped(StrictJson.writeText(piece), random)));
        if (random.nextInt(9) == 0) {
          bytes.writeBytes(SseWriter.keepAlive());
        }
      }
    }
    if (shape.endsWithDone()) {
      bytes.writeBytes(SseWriter.event("[DONE]"));
    }
    return bytes.toByteArray();
  }

  private static List<ObjectNode> pieces(ObjectNode event, Random random) {
    for (String place :
        List.of("/choices/0/delta/content", "/choices/0/text", "/delta/text", "/delta")) {
      if (event.at(place).isString()) {
        int last = place.lastIndexOf('/');
        List<ObjectNode> pieces = new ArrayList<>();
        String text = event.at(place).stringValue();
        int at = 0;
        while (at < text.length()) {
          int end = Math.min(text.length(), at + 1 + random.nextInt(12));
          end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
          ObjectNode piece = event.deepCopy();
          ((ObjectNode) piece.at(place.substring(0, last)))
              .put(place.substring(last + 1), text.substring(at, end));
          pieces.add(piece);
          at = end;
        }
        return pieces.isEmpty() ? List.of(event) : pieces;
      }
    }
    return List.of(event);
  }

  /** Letters inside strings now and then as an escape. */
  private static String escaped(String json, Random random) {
    var escaped = new StringBuilder();
    boolean inside = false;
    boolean afterBackslash = false;
    for (int at = 0; at < json.length(); at++) {
      char letter = json.charAt(at);
      inside ^= letter == '"' && !afterBackslash;
      boolean plain = !inside || afterBackslash || letter == '"' || letter == '\\';
      if (Character.isHighSurrogate(letter) && random.nextBoolean()) {
        escaped.append("\\u%04x\\u%04x".formatted((int) letter, (int) json.charAt(++at)));
      } else if (Character.isSurrogate(letter)
          || plain
          || random.nextInt(letter < 128 ? 40 : 2) != 0) {
        escaped.append(letter);
      } else {
        escaped.append("\\u%04x".formatted((int) letter));
      }
      afterBackslash = letter == '\\' && !afterBackslash;
    }
    return escaped.toString();
  }

  /**
   * What a provider does.
   *
   * @param most the most bytes that come at a time
   */
  record Script(ObjectNode answer, ByteBuffer stream, int most, Random random) {}

  private record Scripted(Protocol protocol, Script script) implements ProviderClient {
    @Override
    public boolean speaks(Protocol asked) {
      return asked == protocol;
    }

    @Override
    public ProviderAnswer complete(Protocol asked, Outgoing body) {
      return new ProviderAnswer(200, "application/json", null, StrictJson.write(script.answer()));
    }

    @Override
    public ProviderStream open(Protocol asked, Outgoing body, Duration atMost) {
      return new Pieces(script);
    }

    @Override
    public void close() {}
  }

  private static final class Pieces implements ProviderStream {
    private final Script script;

    Pieces(Script script) {
      this.script = script;
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public String contentType() {
      return "text/event-stream";
    }

    @Override
    public @Nullable String retryAfter() {
      return null;
    }

    @Override
    public int read(byte[] buffer, BeforeWaiting before) throws ProviderException {
      tell(before);
      int left = script.stream().remaining();
      if (left == 0) {
        return -1;
      }
      int length =
          Math.min(Math.min(left, buffer.length), 1 + script.random().nextInt(script.most()));
      script.stream().get(buffer, 0, length);
      return length;
    }

    /** Now and then there is nothing more at hand. */
    private void tell(BeforeWaiting before) throws ProviderException {
      try {
        if (script.random().nextBoolean()) {
          before.run();
        }
      } catch (IOException _) {
        throw new ProviderException(ProviderException.Kind.BROKEN);
      }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }

  private static final class Listening implements CallerStream {
    private final List<StreamEvent> events = new ArrayList<>();
    private int gone;

    Heard heard(Way way, DecisionEvent event) {
      var text = new StringBuilder();
      var said = new StringBuilder();
      for (StreamEvent one : events) {
        text.append(one.data().at(way.place).asString(""));
        said.append(StrictJson.writeText(one.data())).append('\n');
      }
      return new Heard(text.toString(), said.toString(), event);
    }

    @Override
    public void tell(String eventId) {
      assertThat(eventId).isNotEmpty();
    }

    @Override
    public void send(List<StreamEvent> more) {
      events.addAll(more);
    }

    @Override
    public void flush() {
      gone = events.size();
    }

    @Override
    public boolean isBegun() {
      return !events.isEmpty();
    }
  }
}
