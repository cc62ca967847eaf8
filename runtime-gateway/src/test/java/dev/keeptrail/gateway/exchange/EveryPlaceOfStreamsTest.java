package dev.keeptrail.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.exchange.ScriptedExchange.Heard;
import dev.keeptrail.gateway.exchange.ScriptedExchange.Way;
import dev.keeptrail.gateway.exchange.ScriptedProvider.Script;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.protocol.SecretPlaces;
import dev.keeptrail.gateway.sse.SseWriter;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A secret at every place of every event of a rich stream, and of a rich answer that is translated:
 * whatever the provider does with its protocol, none of it goes out unmasked.
 */
final class EveryPlaceOfStreamsTest {
  private static final String RAW = "ann@example.com";

  private static final String MESSAGE =
      "{'id':'m','type':'message','role':'assistant','model':'m','content':[{'type':'text','text':"
          + "'t'},{'type':'tool_use','id':'u','name':'f','input':{'a':['b',1]}}],'stop_reason':"
          + "'tool_use','stop_sequence':null,'usage':{'input_tokens':1,'output_tokens':1,"
          + "'cache_read_input_tokens':0,'service_tier':'standard'}}";

  private static final String COMPLETION =
      "{'id':'c','object':'chat.completion','created':1,'model':'m','system_fingerprint':'f',"
          + "'choices':[{'index':0,'message':{'role':'assistant','content':'t','refusal':null,"
          + "'tool_calls':[{'id':'u','type':'function','function':{'name':'f','arguments':"
          + "'{}'}}]},'logprobs':null,'finish_reason':'tool_calls'}],'usage':{'prompt_tokens':1,"
          + "'completion_tokens':1,'total_tokens':2}}";

  /** Of so many bodies one is tried. */
  private static final int STRIDE = SecretPlaces.stride(400);

  @ParameterizedTest
  @EnumSource
  void noSecretInAnEventGoesOut(Way way) throws Exception {
    List<StreamEvent> events = events(way);
    Heard plain = hear(way, true, rich(way), stream(way.target, events, -1, ""));
    assertThat(plain.event().outcome()).as(plain.event().toString()).isEqualTo(Outcome.DELIVERED);
    List<String> leaks = new ArrayList<>();
    for (int at = 0; at < events.size(); at++) {
      StreamEvent event = events.get(at);
      for (Map.Entry<String, String> variant :
          SecretPlaces.of(event.data().deepCopy(), STRIDE).entrySet()) {
        byte[] stream = stream(way.target, events, at, variant.getValue());
        Heard heard = hear(way, true, rich(way), stream);
        if (heard.said().contains(RAW)) {
          leaks.add(at + " " + event.name() + " " + variant.getKey());
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noSecretInAnAnswerGoesOut(Way way) throws Exception {
    assertThat(hear(way, false, rich(way), new byte[0]).event().outcome())
        .isEqualTo(Outcome.DELIVERED);
    List<String> leaks = new ArrayList<>();
    for (Map.Entry<String, String> variant :
        SecretPlaces.of(rich(way), STRIDE / 4 + 1).entrySet()) {
      ObjectNode answer = (ObjectNode) StrictJson.parse(bytes(variant.getValue()));
      Heard heard = hear(way, false, answer, new byte[0]);
      if (heard.said().contains(RAW)) {
        leaks.add(variant.getKey());
      }
    }
    assertThat(leaks).isEmpty();
  }

  private static Heard hear(Way way, boolean streams, ObjectNode answer, byte[] stream)
      throws Exception {
    var random = new Random(ThreadLocalRandom.current().nextLong());
    return ScriptedExchange.run(
        way, streams, new Script(answer, ByteBuffer.wrap(stream), 20_000, random));
  }

  private static List<StreamEvent> events(Way way) throws Exception {
    ObjectNode answer = rich(way);
    if (answer.get("output") instanceof ArrayNode items) {
      // No stream says what somebody else than the model has written.
      items.removeIf(item -> item.path("role").asString("").equals("user"));
    }
    ObjectNode request = answer.objectNode();
    request.putObject("stream_options").put("include_usage", true);
    return way.target.streamed().orElseThrow().events(answer, request);
  }

  /** All events, one of them in another form. */
  private static byte[] stream(Protocol protocol, List<StreamEvent> events, int at, String other) {
    var bytes = new ByteArrayOutputStream();
    for (int index = 0; index < events.size(); index++) {
      StreamEvent event = events.get(index);
      String data = index == at ? other : StrictJson.writeText(event.data());
      bytes.writeBytes(SseWriter.event(event.name(), data));
    }
    if (protocol.streamed().orElseThrow().endsWithDone()) {
      bytes.writeBytes(SseWriter.event("[DONE]"));
    }
    return bytes.toByteArray();
  }

  /** With all that a protocol has, or with all that can be translated. */
  private static ObjectNode rich(Way way) throws Exception {
    if (way.caller != way.target) {
      String answer = way.target == Protocol.MESSAGES ? MESSAGE : COMPLETION;
      return (ObjectNode) StrictJson.parse(bytes(answer.replace('\'', '"')));
    }
    String name = way.target.name().toLowerCase(Locale.ROOT) + ".answer.json";
    try (InputStream stream = SecretPlaces.class.getResourceAsStream(name)) {
      return (ObjectNode) StrictJson.parse(Objects.requireNonNull(stream, name).readAllBytes());
    }
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
