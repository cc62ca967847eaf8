package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request for content, said as a chat completion request. Stateless. */
final class ContentsRequest {
  /** How many stop sequences a chat completion takes. */
  private static final int MAX_STOPS = 4;

  /** Thresholds of Google's own filter that let everything pass. */
  private static final Set<String> OPEN = Set.of("BLOCK_NONE", "OFF");

  /** What Google's models take for {@code topK} unless told otherwise; its clients send it. */
  private static final Set<Integer> USUAL_TOP_K = Set.of(40, 64);

  /** Where the caller has what chat completions can say and messages cannot. */
  private static final Map<String, String> PLACES =
      Map.of(
          "/response_format", "/generationConfig/responseMimeType",
          "/seed", "/generationConfig/seed",
          "/temperature", "/generationConfig/temperature",
          "/presence_penalty", "/generationConfig/presencePenalty",
          "/frequency_penalty", "/generationConfig/frequencyPenalty",
          "/stop", "/generationConfig/stopSequences");

  private ContentsRequest() {}

  static ObjectNode toChat(ObjectNode body, Dialect dialect) throws RefusedException {
    Members asked = Members.of(body, "");
    ObjectNode said = Json.object();
    asked.copy("model", said, "model");
    ArrayNode messages = said.putArray("messages");
    JsonNode system = asked.take("systemInstruction");
    if (!system.isMissingNode()) {
      ContentsTurns.system(system, messages);
    }
    ContentsTurns.translate(asked.take("contents"), messages);
    if (dialect.signsCallsFor(said.path("model").asString(""))) {
      messages.forEach(MessagesRequest::sign);
    }
    ContentsTools.tools(asked.take("tools"), said);
    JsonNode config = asked.take("toolConfig");
    if (!config.isMissingNode()) {
      ContentsTools.choice(Members.of(config, "/toolConfig"), said);
    }
    JsonNode settings = asked.take("generationConfig");
    if (!settings.isMissingNode()) {
      settings(Members.of(settings, "/generationConfig"), said, dialect);
    }
    asked.skip(
        "safetySettings",
        all ->
            all.isArray()
                && all.valueStream()
                    .allMatch(one -> OPEN.contains(one.path("threshold").asString(""))));
    asked.skip("stream", JsonNode::isBoolean);
    asked.skip("store", Json::isFalse);
    asked.end();
    return said;
  }

  /**
   * The same, said as a request for a message.
   *
   * @throws RefusedException with the place in the caller's words
   */
  static ObjectNode toMessages(ObjectNode body, Dialect dialect) throws RefusedException {
    ObjectNode chat = toChat(body, dialect);
    try {
      return ChatRequest.toMessages(chat);
    } catch (RefusedException refused) {
      String place = refused.refusal().subject().param();
      throw Untranslatable.at(place == null ? null : PLACES.get(place));
    }
  }

  private static void settings(Members asked, ObjectNode said, Dialect dialect)
      throws RefusedException {
    asked.copy("temperature", said, "temperature");
    asked.copy("topP", said, "top_p");
    asked.copy("maxOutputTokens", said, dialect.tokenLimit());
    asked.copy("seed", said, "seed");
    asked.copy("presencePenalty", said, "presence_penalty");
    asked.copy("frequencyPenalty", said, "frequency_penalty");
    asked.skip("topK", most -> most.isNumber() && USUAL_TOP_K.contains(most.asInt(0)));
    asked.skip("candidateCount", count -> count.isNumber() && count.asInt(0) == 1);
    asked.skip("responseLogprobs", Json::isFalse);
    asked.skip(
        "responseModalities", kinds -> kinds.size() == 1 && Json.isWord(kinds.path(0), "TEXT"));
    // WHY: Google's clients send it unasked, and each target has its own measure of thinking.
    asked.take("thinkingConfig");
    JsonNode stops = asked.take("stopSequences");
    if (stops.size() > MAX_STOPS) {
      throw asked.untranslatable("stopSequences");
    }
    if (!stops.isMissingNode() && !stops.isEmpty()) {
      said.set("stop", stops);
    }
    form(asked, said);
    asked.end();
  }

  /** What the answer is to look like. */
  private static void form(Members asked, ObjectNode said) throws RefusedException {
    JsonNode type = asked.take("responseMimeType");
    JsonNode own = asked.take("responseSchema");
    JsonNode standard = asked.take("responseJsonSchema");
    if (type.isMissingNode() || Json.isWord(type, "text/plain")) {
      if (!own.isMissingNode() || !standard.isMissingNode()) {
        throw asked.untranslatable("responseSchema");
      }
      return;
    }
    if (!Json.isWord(type, "application/json")) {
      throw asked.untranslatable("responseMimeType");
    }
    ObjectNode form = said.putObject("response_format");
    if (own.isMissingNode() && standard.isMissingNode()) {
      form.put("type", "json_object");
      return;
    }
    form.put("type", "json_schema");
    ObjectNode named = form.putObject("json_schema").put("name", "answer");
    named.set("schema", standard.isMissingNode() ? ContentsSchema.of(own) : standard);
  }
}
