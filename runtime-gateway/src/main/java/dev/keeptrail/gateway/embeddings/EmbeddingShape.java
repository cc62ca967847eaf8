package dev.keeptrail.gateway.embeddings;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Ciphertext;
import dev.keeptrail.gateway.body.Inputs;
import dev.keeptrail.gateway.body.MediaTexts;
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

/** OpenAI's embeddings. */
public final class EmbeddingShape implements PromptShape {
  private static final Voice INPUT = new Voice(Channel.CONTENT, "user", 0);

  @Override
  public void check(ObjectNode request) throws RefusedException {
    Inputs.check(request, "input");
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    var collector = new TextCollector(true);
    for (String name : request.propertyNames()) {
      switch (name) {
        case "model" -> {}
        case "input" -> Inputs.collect(collector, request, name, INPUT);
        default -> collector.field(request, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  @Override
  public int tokenIds(ObjectNode request) {
    return Inputs.tokenIds(request, "input");
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.get("data") instanceof ArrayNode data
        && data.valueStream().allMatch(entry -> isVector(entry.path("embedding")));
  }

  /** Numbers, or their bytes in Base64; anything else might be words. */
  private static boolean isVector(JsonNode embedding) {
    return embedding.isArray()
        ? embedding.valueStream().allMatch(JsonNode::isNumber)
        : embedding.isString() && isVector(embedding.stringValue());
  }

  private static boolean isVector(String bytes) {
    return Ciphertext.isBase64(bytes, 0)
        && (!Ciphertext.isText(bytes, 0) || RoundNumbers.are(bytes));
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    var collector = new TextCollector(false);
    for (String name : answer.propertyNames()) {
      if (name.equals("data")) {
        vectors(collector, (ArrayNode) answer.path(name));
      } else {
        collector.key(name, "", Voice.REQUEST_METADATA);
        MediaTexts.token(collector, answer, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void vectors(TextCollector collector, ArrayNode data) {
    for (int at = 0; at < data.size(); at++) {
      String pointer = Places.child("/data", at);
      if (data.get(at) instanceof ObjectNode entry) {
        for (String name : entry.propertyNames()) {
          collector.key(name, pointer, Voice.REQUEST_METADATA);
          if (!name.equals("embedding")) {
            MediaTexts.token(collector, entry, name, pointer, Voice.REQUEST_METADATA);
          }
        }
      }
    }
  }

  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    return TokenCount.of(answer.path("usage"));
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
