package dev.keeptrail.gateway.responses;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Parts;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.AnswerWriter;
import dev.keeptrail.gateway.stream.Holding;
import dev.keeptrail.gateway.stream.Sent;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamedShape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's responses. */
public final class ResponseShape implements StreamedShape {
  private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");

  @Override
  public void check(ObjectNode request) throws RefusedException {
    JsonNode input = request.path("input");
    boolean stored = !Fields.isAbsent(request.get("prompt"));
    boolean given = input.isString() || (input.isArray() && !input.isEmpty());
    if (!given && !(stored && Fields.isAbsent(input))) {
      throw Fields.invalid("`input` must be a string or an array with at least one item", "/input");
    }
    Fields.checkString(request, "instructions");
    Fields.checkBoolean(request, "background");
    if (request.path("background").asBoolean(false)) {
      throw Fields.invalid(
          "`background` is not served: the answer would be fetched later by a route that is not"
              + " governed; leave it out",
          "/background");
    }
    for (int at = 0; at < input.size(); at++) {
      if (!(input.get(at) instanceof ObjectNode item)
          || !(item.path("type").isString() || item.path("type").isMissingNode())) {
        throw Fields.invalid("an item must be an object with a `type`", "/input/" + at);
      }
      checkRole(item, "/input/" + at);
    }
  }

  /** An item without a type is a message or refers to an earlier one, which has no role. */
  private static void checkRole(ObjectNode item, String pointer) throws RefusedException {
    boolean message =
        item.path("type").asString("").equals("message")
            || (item.path("type").isMissingNode() && item.has("role"));
    if (message && !ROLES.contains(item.path("role").asString(""))) {
      throw Fields.invalid(
          "`role` must be one of `system`, `developer`, `user`, `assistant`", pointer + "/role");
    }
  }

  @Override
  public boolean dropRepeated(ObjectNode request) {
    return dropTokens(request.path("input"));
  }

  @Override
  public int turns(ObjectNode request) {
    return request.path("input") instanceof ArrayNode items ? items.size() : 1;
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    return ResponseTexts.ofRequest(request, tools);
  }

  @Override
  public List<Fact> toolResults(ObjectNode request) throws UnreadableToolException {
    return ResponseTools.results(request);
  }

  @Override
  public List<String> answerLimits() {
    return List.of("/max_output_tokens");
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.get("output") instanceof ArrayNode output
        && output.valueStream().allMatch(item -> item instanceof ObjectNode);
  }

  /** One that was cut short ({@code incomplete}) came to its end; clients look at the status. */
  @Override
  public AnswerEnd end(ObjectNode answer) {
    return AnswerEnd.of(
        answer,
        switch (answer.path("status").asString("")) {
          case "failed", "cancelled" -> AnswerEnd.FAILED;
          case "in_progress", "queued" -> AnswerEnd.UNTOLD;
          default -> AnswerEnd.TOLD;
        });
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    return ResponseTexts.ofAnswer(answer, tools);
  }

  @Override
  public List<Fact> toolCalls(ObjectNode answer) throws UnreadableToolException {
    return ResponseTools.calls(answer);
  }

  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    JsonNode usage = answer.path("usage");
    return TokenCount.of(
        usage.path("input_tokens"),
        usage.path("input_tokens_details").path("cached_tokens"),
        usage.path("output_tokens"),
        usage.path("output_tokens_details").path("reasoning_tokens"),
        usage.path("total_tokens"));
  }

  /** Token lists repeat the text token by token; nobody has judged them. */
  @Override
  public boolean dropUnjudged(ObjectNode answer, boolean redacted) {
    return dropTokens(answer.path("output"));
  }

  private static boolean dropTokens(JsonNode items) {
    boolean dropped = false;
    for (JsonNode item : items) {
      for (String parts : ItemTexts.PARTS) {
        dropped |= dropTokensOf(item.path(parts));
      }
    }
    return dropped;
  }

  /** Of one part, or of many. */
  private static boolean dropTokensOf(JsonNode parts) {
    if (parts instanceof ObjectNode part) {
      boolean has = ItemTexts.hasTokens(part);
      if (has) {
        part.putArray(ItemTexts.TOKENS);
      }
      return has;
    }
    boolean dropped = false;
    for (JsonNode part : parts) {
      if (part instanceof ObjectNode) {
        dropped |= dropTokensOf(part);
      }
    }
    return dropped;
  }

  @Override
  public List<StreamEvent> events(ObjectNode answer, ObjectNode request) {
    return ResponseEvents.of(answer);
  }

  @Override
  public boolean endsWithDone() {
    return false;
  }

  @Override
  public AnswerReader reader() {
    return new ResponseReader();
  }

  @Override
  public AnswerWriter writer(ObjectNode request) {
    return new ResponseWriter();
  }

  @Override
  public void askForStream(ObjectNode body, boolean countsTokens) {
    body.put("stream", true);
  }

  @Override
  public boolean errorIsAnEnd() {
    return true;
  }

  @Override
  public List<StreamEvent> error(ObjectNode refusal, Sent before) {
    return BrokenResponse.events(refusal, before);
  }

  @Override
  public Holding holding(ObjectNode part, boolean ofText) {
    ObjectNode answer = part.objectNode();
    ArrayNode output = answer.putArray("output");
    if (!ofText) {
      output.add(part);
      return new Holding(answer, output);
    }
    ObjectNode message = output.addObject().put("type", "message").put("role", "assistant");
    ArrayNode content = message.putArray("content");
    content.add(part);
    return new Holding(answer, content);
  }

  @Override
  public List<ObjectNode> restorable(ObjectNode answer) {
    return Parts.in(answer.path("output"), item -> !Items.typeOf(item).equals("reasoning"));
  }
}
