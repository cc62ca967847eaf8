package dev.keeptrail.gateway.contents;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Embeddings as Vertex AI has them, and as Google's own API has the same. Of what else is predicted
 * there (pictures, films) nothing is served. Stateless.
 */
final class Predictions {
  private static final String CONTENT = "content";
  private static final String CONFIG = "embedContentConfig";
  private static final String DIMENSIONS = "outputDimensionality";
  private static final String TRUNCATE = "autoTruncate";

  private Predictions() {}

  /**
   * The list of requests for a body of {@code instances}.
   *
   * @throws RefusedException with status 422 and the place where it is none
   */
  static ObjectNode requests(ObjectNode body) throws RefusedException {
    Spelling.settleList(body, "instances");
    ObjectNode parameters = parameters(body);
    ArrayNode instances = Fields.filled(body, "instances", "instance");
    ObjectNode whole = body.objectNode();
    ArrayNode requests = whole.putArray("requests");
    for (int at = 0; at < instances.size(); at++) {
      String pointer = Places.child("/instances", at);
      if (!(instances.get(at) instanceof ObjectNode instance)
          || !instance.path(CONTENT).isString()) {
        throw Fields.invalid(
            "an instance must be an object with a text as `content`; of predictions, only"
                + " embeddings are served",
            pointer);
      }
      Spelling.settleEmbedded(instance, pointer);
      ObjectNode request = requests.addObject();
      request
          .putObject(CONTENT)
          .putArray("parts")
          .addObject()
          .put("text", instance.remove(CONTENT).stringValue());
      merge(request, instance, pointer);
      merge(request, parameters, "/parameters");
    }
    return whole;
  }

  /** Those for all instances; few and small, because each request gets them. */
  private static ObjectNode parameters(ObjectNode body) throws RefusedException {
    JsonNode said = body.path("parameters");
    ObjectNode parameters = said instanceof ObjectNode object ? object : body.objectNode();
    Spelling.settleEmbedded(parameters, "/parameters");
    boolean known =
        parameters.properties().stream()
            .allMatch(member ->
                switch (member.getKey()) {
                  case DIMENSIONS -> member.getValue().isNumber();
                  case TRUNCATE -> member.getValue().isBoolean();
                  default -> false;
                });
    if (!known || (!Fields.isAbsent(said) && !said.isObject())) {
      throw Fields.invalid(
          "`parameters` of embeddings are a number `%s` and a boolean `%s`"
              .formatted(DIMENSIONS, TRUNCATE),
          "/parameters");
    }
    if (body.size() > (said.isMissingNode() ? 1 : 2)) {
      throw Fields.invalid(
          "embeddings take `instances` and `parameters`; leave out what stands beside them", "");
    }
    return parameters;
  }

  /**
   * Puts what Vertex AI has in a member of its own where Google's own API has it.
   *
   * @throws RefusedException with status 422 where it stands there already
   */
  static void flatten(ObjectNode request) throws RefusedException {
    if (request.path(CONFIG) instanceof ObjectNode config) {
      request.remove(CONFIG);
      Spelling.settleEmbedded(config, "/" + CONFIG);
      merge(request, config, "/" + CONFIG);
    }
  }

  private static void merge(ObjectNode request, JsonNode said, String pointer)
      throws RefusedException {
    for (Map.Entry<String, JsonNode> member : said.properties()) {
      String name = member.getKey();
      if (name.equals(TRUNCATE) && member.getValue().asBoolean(false)) {
        // What Google's own API does anyway, and has no word for.
        continue;
      }
      if (request.has(name)) {
        throw Fields.invalid(
            "the member `%s` stands there twice; send one".formatted(name),
            Places.child(pointer, name));
      }
      request.set(name, member.getValue().deepCopy());
    }
  }

  /**
   * The predictions for a list of embeddings.
   *
   * @param answer that was judged as a list of embeddings
   */
  static byte[] answer(byte[] answer) {
    try {
      JsonNode read = StrictJson.parse(answer);
      ObjectNode whole = ((ObjectNode) read).objectNode();
      ArrayNode predictions = whole.putArray("predictions");
      JsonNode embeddings = read.path("embeddings");
      int tokens = read.path("usageMetadata").path("promptTokenCount").asInt(0);
      for (int at = 0; at < embeddings.size(); at++) {
        ObjectNode embedding = predictions.addObject().putObject("embeddings");
        embedding.setAll((ObjectNode) embeddings.get(at));
        // WHY: Google's own API counts the texts together, and clients add up what stands here.
        int share = tokens / embeddings.size() + (at < tokens % embeddings.size() ? 1 : 0);
        embedding.putObject("statistics").put("token_count", share).put("truncated", false);
      }
      return StrictJson.write(whole);
    } catch (MalformedJsonException malformed) {
      throw new IllegalArgumentException("no answer of ours", malformed);
    }
  }
}
