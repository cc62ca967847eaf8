package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.Voice;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the texts of an answer, in all choices and channels. */
final class CompletionTexts {
  private static final Voice BESIDE = new Voice(Channel.METADATA, "request", -1);

  /** Members whose value is not judged while it is a plain token or a number of the protocol. */
  private static final Set<String> PROTOCOL =
      Set.of(
          "id",
          "object",
          "created",
          "model",
          "system_fingerprint",
          "service_tier",
          "finish_reason",
          "index");

  private CompletionTexts() {}

  /**
   * @param catalogue the tools that were on offer
   */
  static BodyTexts of(ObjectNode body, ToolCatalogue catalogue) {
    var collector = new TextCollector(false);
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      switch (name) {
        case "choices" -> choices(collector, catalogue, (ArrayNode) field.getValue());
        default -> beside(collector, body, name, "", BESIDE);
      }
    }
    return collector.finish();
  }

  private static void choices(TextCollector collector, ToolCatalogue catalogue, ArrayNode choices) {
    for (int at = 0; at < choices.size(); at++) {
      var choice = (ObjectNode) choices.get(at);
      String pointer = Places.child("/choices", at);
      for (Map.Entry<String, JsonNode> field : choice.properties()) {
        switch (field.getKey()) {
          case "message" ->
              new MessageTexts(collector, catalogue, "assistant", at)
                  .collect((ObjectNode) field.getValue(), Places.child(pointer, "message"));
          case "logprobs" -> logProbabilities(collector, field.getValue(), pointer);
          default ->
              beside(
                  collector,
                  choice,
                  field.getKey(),
                  pointer,
                  new Voice(Channel.METADATA, "assistant", at));
        }
      }
    }
  }

  private static void logProbabilities(TextCollector collector, JsonNode value, String pointer) {
    if (!value.isNull()) {
      collector.unscanned(Places.child(pointer, "logprobs"), "logprobs");
    }
  }

  private static void beside(
      TextCollector collector, ObjectNode parent, String name, String pointer, Voice voice) {
    JsonNode value = parent.path(name);
    boolean protocol =
        PROTOCOL.contains(name)
            && (value.isNumber() || (value.isString() && Identifiers.isToken(value.stringValue())));
    if (protocol) {
      return;
    }
    collector.field(parent, name, pointer, voice);
  }
}
