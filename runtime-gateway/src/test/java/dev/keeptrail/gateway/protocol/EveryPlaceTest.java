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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A secret at every place of a rich body, as a value, as a key, and in an object or array where
 * something else is usual: as often as it would go on, it is judged.
 */
final class EveryPlaceTest {
  /** Of so many bodies one is tried. */
  private static final int STRIDE = SecretPlaces.stride(40);

  @ParameterizedTest
  @EnumSource
  void noSecretInARequestIsPassedOver(Protocol protocol) throws Exception {
    String rich = rich(protocol, "request");
    assertThat(protocol.read(bytes(rich)).texts().complete()).isTrue();
    List<String> missed = new ArrayList<>();
    for (Map.Entry<String, String> variant : variants(rich).entrySet()) {
      ModelRequest request = read(protocol, variant.getValue());
      // The bytes of a file are no text, however they are written inside the gateway.
      boolean file = protocol.takesForms() && variant.getKey().startsWith("/file ");
      if (request != null && !file) {
        String sent = new String(request.upstreamBody("m"), StandardCharsets.UTF_8);
        check(variant.getKey(), request.texts(), sent, missed);
      }
    }
    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUDIO_SPEECH")
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
    return (text.length() - text.replace(SecretPlaces.SECRET, "").length())
        / SecretPlaces.SECRET.length();
  }

  private static String rich(Protocol protocol, String side) throws Exception {
    String name = protocol.name().toLowerCase(Locale.ROOT) + "." + side + ".json";
    try (InputStream stream = EveryPlaceTest.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> variants(String rich) throws Exception {
    return SecretPlaces.of((ObjectNode) StrictJson.parse(bytes(rich)), STRIDE);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
