package dev.keeptrail.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A secret at every place of a rich body, as a value, as a key, and in an object or array where
 * something else is usual: as often as it would go on, it is judged.
 */
final class EveryPlaceTest {
  private static final String SECRET = "mail ann@example.com now";

  /** Ways to put the secret in the place of a node. */
  private static final List<String> FORMS =
      List.of(
          "'SECRET'",
          "{'SECRET':1}",
          "{'SECRET':null}",
          "{'strange':'SECRET'}",
          "{'type':'text','text':'SECRET'}",
          "{'type':'SECRET','data':'SECRET','url':'SECRET'}",
          "['SECRET']",
          "[['SECRET']]",
          "[{'type':'text','text':'x','SECRET':[]}]",
          "[{'text':'SECRET'}]",
          "[1,'SECRET']",
          "{'a':{'b':[{'c':'SECRET'}]}}");

  /** Of so many bodies one is tried; {@code -Dkeeptrail.places.all=true} tries all. */
  private static final int STRIDE = Boolean.getBoolean("keeptrail.places.all") ? 1 : 40;

  private static final List<String> BESIDE =
      List.of(SECRET, "strange", "logprobs", "data", "name", "text", "signature", "images", "url");

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUDIO_TRANSCRIPTIONS")
  void noSecretInARequestIsPassedOver(Protocol protocol) throws Exception {
    String rich = rich(protocol, "request");
    assertThat(protocol.read(bytes(rich)).texts().complete()).isTrue();
    List<String> missed = new ArrayList<>();
    for (Map.Entry<String, String> variant : variants(rich).entrySet()) {
      ModelRequest request = read(protocol, variant.getValue());
      if (request != null) {
        String sent = new String(request.upstreamBody("m"), StandardCharsets.UTF_8);
        check(variant.getKey(), request.texts(), sent, missed);
      }
    }
    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"AUDIO_SPEECH", "AUDIO_TRANSCRIPTIONS"})
  void noSecretInAnAnswerIsPassedOver(Protocol protocol) throws Exception {
    ModelRequest request = protocol.read(bytes(rich(protocol, "request")));
    String rich = rich(protocol, "answer");
    assertThat(request.answer(bytes(rich))).isPresent();
    List<String> missed = new ArrayList<>();
    for (Map.Entry<String, String> variant : variants(rich).entrySet()) {
      ModelAnswer answer = request.answer(bytes(variant.getValue())).orElse(null);
      if (answer != null) {
        boolean ignored = answer.dropUnjudged(false);
        check(variant.getKey(), answer.texts(), StrictJson.writeText(answer.tree()), missed);
      }
    }
    assertThat(missed).isEmpty();
  }

  private static @Nullable ModelRequest read(Protocol protocol, String body) {
    try {
      return protocol.read(bytes(body));
    } catch (RefusedException _) {
      return null;
    }
  }

  /** Each time that the secret goes on, it was judged. */
  private static void check(String place, BodyTexts texts, String sent, List<String> missed) {
    int judged = texts.segments().stream().mapToInt(segment -> count(segment.text())).sum();
    if (count(sent) > judged) {
      missed.add(place);
    }
  }

  private static int count(String text) {
    return (text.length() - text.replace(SECRET, "").length()) / SECRET.length();
  }

  private static String rich(Protocol protocol, String side) throws Exception {
    String name = protocol.name().toLowerCase(Locale.ROOT) + "." + side + ".json";
    try (InputStream stream = EveryPlaceTest.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Some of the bodies with the secret at one place, by that place; others with every run. */
  private static Map<String, String> variants(String rich) throws Exception {
    var body = (ObjectNode) StrictJson.parse(bytes(rich));
    var variants = new Variants(body, ThreadLocalRandom.current().nextInt(STRIDE));
    variants.walk(body, "");
    return variants.all;
  }

  private static final class Variants {
    private final ObjectNode root;
    private final Map<String, String> all = new LinkedHashMap<>();
    private int turn;

    Variants(ObjectNode root, int turn) {
      this.root = root;
      this.turn = turn;
    }

    private void walk(JsonNode node, String place) throws Exception {
      if (node instanceof ObjectNode object) {
        for (String name : List.copyOf(object.propertyNames())) {
          JsonNode was = object.path(name);
          instead(place + "/" + name, form -> object.set(name, form));
          object.set(name, was);
          walk(was, place + "/" + name);
        }
        for (String beside : BESIDE) {
          if (!object.has(beside)) {
            object.put(beside, SECRET);
            add(place + " beside " + beside);
            object.remove(beside);
          }
        }
      } else if (node instanceof ArrayNode array) {
        for (int at = 0; at < array.size(); at++) {
          int index = at;
          JsonNode was = array.get(at);
          instead(place + "/" + at, form -> array.set(index, form));
          array.set(at, was);
          walk(was, place + "/" + at);
        }
      }
    }

    private void instead(String place, Consumer<JsonNode> set) throws Exception {
      for (String form : FORMS) {
        set.accept(StrictJson.parse(bytes(form.replace("SECRET", SECRET).replace('\'', '"'))));
        add(place + " as " + form);
      }
    }

    private void add(String place) {
      if (turn++ % STRIDE == 0) {
        all.put(place, StrictJson.writeText(root));
      }
    }
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
