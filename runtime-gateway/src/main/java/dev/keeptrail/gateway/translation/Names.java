package dev.keeptrail.gateway.translation;

import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one answer is called where its provider does not say: clients rely on both names, and they
 * are the same however often it is said.
 *
 * @param model that was asked for
 */
public record Names(String model, String id) {
  /** Names for an answer to come. */
  public static Names of(String model) {
    return new Names(model, "msg_" + UUID.randomUUID());
  }

  String model(JsonNode answer) {
    String said = answer.path("model").asString("");
    return said.isEmpty() ? model : said;
  }

  String id(JsonNode answer) {
    String said = answer.path("id").asString("");
    return said.isEmpty() ? id : said;
  }

  /** Puts the id of a tool call into its block: the result has to name it. */
  void call(ObjectNode block, JsonNode said, int at) {
    String own = said.asString("");
    block.put("id", own.isEmpty() ? id + "_" + at : own);
  }
}
