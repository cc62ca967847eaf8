package dev.keeptrail.engine.conformance;

import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.argument.JsonText;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One phase of content as a case's {@code content.json} holds it.
 *
 * @param phase what is judged
 * @param failMode {@code fail_mode}, {@code block} when left out
 */
public record ContentJson(PhaseContent phase, FailMode failMode) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * Reads content.
   *
   * @throws SubjectException when the text is not of this form; the message says where
   */
  public static ContentJson read(String text) throws SubjectException {
    try {
      JsonNode content = JSON.readTree(text);
      checkNames(
          content,
          "content",
          "phase",
          "fail_mode",
          "request",
          "segments",
          "facts",
          "references",
          "pseudonyms");
      List<Segment> segments = segments(content.path("segments"));
      List<Fact> facts = new ArrayList<>();
      for (JsonNode fact : content.path("facts")) {
        facts.add(fact(fact));
      }
      return new ContentJson(
          new PhaseContent(
              word(Phase.values(), Phase::word, content.path("phase").asString("input")),
              request(content.path("request")),
              segments,
              facts,
              List.of(),
              segments(content.path("references")),
              PseudonymsJson.read(content.path("pseudonyms"))),
          content.path("fail_mode").asString("block").equals("allow")
              ? FailMode.ALLOW
              : FailMode.BLOCK);
    } catch (JacksonException e) {
      throw new SubjectException("content is not readable: " + e.getOriginalMessage());
    }
  }

  private static RequestFacts request(JsonNode request) throws SubjectException {
    checkNames(request, "request", "model", "provider", "route", "stream");
    return new RequestFacts(
        request.path("model").asString("test-model"),
        request.path("provider").asString("test-provider"),
        request.path("route").asString("/v1/chat/completions"),
        request.path("stream").asBoolean(false));
  }

  private static List<Segment> segments(JsonNode nodes) throws SubjectException {
    List<Segment> segments = new ArrayList<>();
    for (JsonNode node : nodes) {
      segments.add(segment(node, segments.size()));
    }
    return segments;
  }

  private static Segment segment(JsonNode segment, int index) throws SubjectException {
    checkNames(segment, "segment", "role", "channel", "index", "pointer", "text", "parameter");
    return new Segment(
        new Location(
            word(Channel.values(), Channel::word, segment.path("channel").asString("content")),
            segment.path("role").asString("user"),
            segment.path("index").asInt(index),
            segment.path("pointer").asString("/messages/" + index + "/content")),
        segment.path("text").asString(),
        segment.has("parameter") ? parameter(segment.path("parameter")) : null);
  }

  private static Parameter parameter(JsonNode parameter) throws SubjectException {
    checkNames(parameter, "parameter", "tool", "path", "kind");
    return new Parameter(
        parameter.path("tool").asString(""),
        parameter.path("path").asString(""),
        word(
            ParameterKind.values(),
            kind -> kind.name().toLowerCase(Locale.ROOT),
            parameter.path("kind").asString("unknown")));
  }

  private static Fact fact(JsonNode fact) throws SubjectException {
    checkNames(fact, "fact", "type", "pointer", "fields");
    String word = fact.path("type").asString("");
    FactType type =
        FactSchema.type(word)
            .orElseThrow(() -> new SubjectException("no fact type `" + word + "`"));
    Map<String, Value> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : fact.path("fields").properties()) {
      if (FactSchema.field(type, field.getKey()).isEmpty()) {
        throw new SubjectException("no field `" + field.getKey() + "` in `" + word + "`");
      }
      fields.put(field.getKey(), JsonText.of(field.getValue()));
    }
    return new Fact(type, fact.path("pointer").asString(""), fields);
  }

  static void checkNames(JsonNode node, String what, String... names) throws SubjectException {
    for (String name : node.propertyNames()) {
      if (!List.of(names).contains(name)) {
        throw new SubjectException("unknown `" + name + "` in " + what);
      }
    }
  }

  private static <E> E word(E[] values, java.util.function.Function<E, String> word, String given)
      throws SubjectException {
    return Stream.of(values)
        .filter(value -> word.apply(value).equals(given))
        .findFirst()
        .orElseThrow(() -> new SubjectException("unknown word `" + given + "`"));
  }
}
