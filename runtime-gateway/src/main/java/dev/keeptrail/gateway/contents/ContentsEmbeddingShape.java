package dev.keeptrail.gateway.contents;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.PromptShape;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.Voice;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Google's embeddings: of one content, or of a list of them. */
public final class ContentsEmbeddingShape implements PromptShape {
  private static final String CONTENT = "content";
  private static final String REQUESTS = "requests";

  private final boolean many;

  private ContentsEmbeddingShape(boolean many) {
    this.many = many;
  }

  /** One content, one vector. */
  public static ContentsEmbeddingShape ofOne() {
    return new ContentsEmbeddingShape(false);
  }

  /** A list of requests, a list of vectors. */
  public static ContentsEmbeddingShape ofMany() {
    return new ContentsEmbeddingShape(true);
  }

  @Override
  public void check(ObjectNode request) throws RefusedException {
    if (!many) {
      ContentsShape.parts(request.path(CONTENT), "/" + CONTENT);
      return;
    }
    ArrayNode requests = Fields.filled(request, REQUESTS, "request");
    for (int at = 0; at < requests.size(); at++) {
      String pointer = Places.child("/" + REQUESTS, at);
      if (!requests.get(at).isObject()) {
        throw Fields.invalid("a request must be an object", pointer);
      }
      ContentsShape.parts(requests.get(at).path(CONTENT), Places.child(pointer, CONTENT));
    }
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    var collector = new TextCollector(true);
    var parts = new PartTexts(collector, tools);
    if (!many) {
      embedded(parts, collector, request, "", 0);
      return collector.finish();
    }
    for (String name : request.propertyNames()) {
      switch (name) {
        case "model" -> {}
        case REQUESTS -> {
          collector.key(name, "", Voice.REQUEST_METADATA);
          JsonNode requests = request.path(name);
          for (int at = 0; at < requests.size(); at++) {
            var one = (ObjectNode) requests.get(at);
            embedded(parts, collector, one, Places.child("/" + REQUESTS, at), at);
          }
        }
        default -> collector.field(request, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void embedded(
      PartTexts parts, TextCollector collector, ObjectNode request, String pointer, int at) {
    for (String name : request.propertyNames()) {
      switch (name) {
        // Of the whole request, where it was checked; nowhere else is there one.
        case "model" -> {}
        case CONTENT ->
            ContentsTexts.content(
                parts,
                collector,
                (ObjectNode) request.path(name),
                Places.child(pointer, name),
                new Voice(Channel.CONTENT, "user", at));
        default -> collector.field(request, name, pointer, Voice.REQUEST_METADATA);
      }
    }
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return many
        ? body.get("embeddings") instanceof ArrayNode all
            && all.valueStream().allMatch(ContentsEmbeddingShape::isVector)
        : isVector(body.path("embedding"));
  }

  private static boolean isVector(JsonNode embedding) {
    return embedding.path("values") instanceof ArrayNode values
        && values.valueStream().allMatch(JsonNode::isNumber);
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    var collector = new TextCollector(false);
    for (String name : answer.propertyNames()) {
      JsonNode value = answer.path(name);
      if (name.equals(many ? "embeddings" : "embedding")) {
        for (int at = 0; many && at < value.size(); at++) {
          vector(collector, (ObjectNode) value.get(at), Places.child("/" + name, at));
        }
        if (value instanceof ObjectNode one) {
          vector(collector, one, "/" + name);
        }
      } else {
        collector.field(answer, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void vector(TextCollector collector, ObjectNode embedding, String pointer) {
    for (String name : embedding.propertyNames()) {
      if (!name.equals("values")) {
        collector.field(embedding, name, pointer, Voice.REQUEST_METADATA);
      }
    }
  }

  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    JsonNode count = answer.path("usageMetadata").path("promptTokenCount");
    return count.isIntegralNumber() && count.canConvertToInt() && count.intValue() >= 0
        ? Optional.of(new TokenCount(count.intValue(), 0))
        : Optional.empty();
  }

  @Override
  public boolean dropUnjudged(ObjectNode answer, boolean redacted) {
    return false;
  }

  @Override
  public List<ObjectNode> restorable(ObjectNode answer) {
    return List.of();
  }
}
