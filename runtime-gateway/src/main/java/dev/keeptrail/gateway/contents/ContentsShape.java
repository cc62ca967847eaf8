package dev.keeptrail.gateway.contents;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Parts;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.json.Pointer;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.sse.SseWriter;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.AnswerWriter;
import dev.keeptrail.gateway.stream.Holding;
import dev.keeptrail.gateway.stream.Sent;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamedShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's generate content, after the reference of the Gemini API: contents of parts, answered by
 * candidates.
 */
public final class ContentsShape implements StreamedShape {
  private static final Set<String> ROLES = Set.of("user", "model", "function", "tool");

  /** What a candidate says of each of its tokens, and of others that were likely. */
  private static final List<String> PROBABILITIES = List.of("logprobsResult", "avgLogprobs");

  /** A piece that says nothing. */
  private static final String ALIVE =
      "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]},\"index\":0}]}";

  private static final String UNTOLD = "FINISH_REASON_UNSPECIFIED";

  @Override
  public void check(ObjectNode request) throws RefusedException {
    ArrayNode contents = Fields.filled(request, "contents", "content");
    for (int at = 0; at < contents.size(); at++) {
      content(contents.get(at), Pointer.child("/contents", at));
    }
    JsonNode system = request.path("systemInstruction");
    if (!Fields.isAbsent(system)) {
      parts(system, "/systemInstruction");
    }
    for (String name : List.of("generationConfig", "toolConfig")) {
      JsonNode config = request.path(name);
      if (!Fields.isAbsent(config) && !config.isObject()) {
        throw Fields.invalid("`%s` must be an object".formatted(name), "/" + name);
      }
    }
    JsonNode tools = request.path("tools");
    if (!Fields.isAbsent(tools) && !(tools instanceof ArrayNode)) {
      throw Fields.invalid("`tools` must be an array", "/tools");
    }
  }

  private static void content(JsonNode content, String pointer) throws RefusedException {
    parts(content, pointer);
    JsonNode role = content.path("role");
    if (!Fields.isAbsent(role) && !ROLES.contains(role.asString(""))) {
      throw Fields.invalid(
          "`role` must be `user`, `model` or `function`; instructions stand in `systemInstruction`",
          pointer + "/role");
    }
  }

  static void parts(JsonNode content, String pointer) throws RefusedException {
    if (!(content instanceof ObjectNode) || !(content.path("parts") instanceof ArrayNode parts)) {
      throw Fields.invalid("a content must be an object with an array of `parts`", pointer);
    }
    for (int at = 0; at < parts.size(); at++) {
      if (!(parts.get(at) instanceof ObjectNode)) {
        throw Fields.invalid("a part must be an object", Pointer.child(pointer + "/parts", at));
      }
    }
  }

  @Override
  public int turns(ObjectNode request) {
    return request.path("contents").size();
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    return ContentsTexts.ofRequest(request, tools);
  }

  @Override
  public List<Fact> toolResults(ObjectNode request) throws UnreadableToolException {
    return ContentsTools.results(request);
  }

  @Override
  public List<String> answerLimits() {
    return List.of("/generationConfig/maxOutputTokens");
  }

  @Override
  public List<String> answerCounts() {
    return List.of("/generationConfig/candidateCount");
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    JsonNode candidates = body.path("candidates");
    if (candidates.isMissingNode()) {
      return body.path("promptFeedback") instanceof ObjectNode;
    }
    return candidates instanceof ArrayNode
        && candidates.valueStream().allMatch(ContentsShape::isCandidate);
  }

  private static boolean isCandidate(JsonNode candidate) {
    JsonNode content = candidate.path("content");
    JsonNode parts = content.path("parts");
    return candidate instanceof ObjectNode
        && (content.isMissingNode() || content instanceof ObjectNode)
        && (parts.isMissingNode()
            || (parts.isArray()
                && parts.valueStream().allMatch(part -> part instanceof ObjectNode)));
  }

  @Override
  public AnswerEnd end(ObjectNode answer) {
    return AnswerEnd.of(answer, isEnded(answer) ? AnswerEnd.TOLD : AnswerEnd.UNTOLD);
  }

  /** Whether each candidate says why it ended, or the provider why there is none. */
  static boolean isEnded(ObjectNode answer) {
    JsonNode candidates = answer.path("candidates");
    if (candidates.isEmpty()) {
      return AnswerEnd.isSaid(answer.path("promptFeedback").path("blockReason"));
    }
    return candidates
        .valueStream()
        .map(candidate -> candidate.path("finishReason"))
        .allMatch(reason -> AnswerEnd.isSaid(reason) && !reason.asString("").equals(UNTOLD));
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    return ContentsTexts.ofAnswer(answer, tools);
  }

  @Override
  public List<Fact> toolCalls(ObjectNode answer) throws UnreadableToolException {
    return ContentsTools.calls(answer);
  }

  /** Thoughts are counted beside the candidates, and what tools were told beside the prompt. */
  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    JsonNode usage = answer.path("usageMetadata");
    return TokenCount.thoughtBeside(
        usage.path("promptTokenCount"),
        usage.path("toolUsePromptTokenCount"),
        usage.path("cachedContentTokenCount"),
        usage.path("candidatesTokenCount"),
        usage.path("thoughtsTokenCount"));
  }

  /** WHY: probabilities say the text once more, token by token, and other texts beside it. */
  @Override
  public boolean dropUnjudged(ObjectNode answer, boolean redacted) {
    boolean dropped = false;
    for (JsonNode candidate : answer.path("candidates")) {
      for (String name : PROBABILITIES) {
        dropped |= candidate instanceof ObjectNode object && object.remove(name) != null;
      }
    }
    return dropped;
  }

  /** A whole answer is a stream of one event. */
  @Override
  public List<StreamEvent> events(ObjectNode answer, ObjectNode request) {
    return List.of(StreamEvent.of(null, answer));
  }

  @Override
  public boolean endsWithDone() {
    return false;
  }

  @Override
  public AnswerReader reader() {
    return new ContentsReader();
  }

  @Override
  public AnswerWriter writer(ObjectNode request) {
    return new ContentsWriter();
  }

  @Override
  public void askForStream(ObjectNode body, boolean countsTokens) {
    ContentsBody.askForStream(body);
  }

  /**
   * WHY: Google's SDK for Python takes a comment for an answer that is no JSON, and the one for
   * JavaScript an event without a part for a broken answer.
   */
  @Override
  public byte[] keepAlive() {
    return SseWriter.event(ALIVE);
  }

  /**
   * WHY: Google's SDK for Java reads one event ahead, and would come to the broken connection
   * before it looks at the error; so a piece that says nothing stands behind it.
   */
  @Override
  public List<StreamEvent> error(ObjectNode refusal, Sent before) {
    ObjectNode silent = refusal.objectNode();
    ContentsWriter.candidate(silent).putArray("parts").addObject().put("text", "");
    return List.of(StreamEvent.of(null, refusal), StreamEvent.of(null, silent));
  }

  /**
   * WHY: Google sends it so, and its SDK for JavaScript knows it only so: as JSON that comes by
   * itself. For readers of events it is a line without meaning.
   */
  @Override
  public byte[] bareError(ObjectNode refusal) {
    return (StrictJson.writeText(refusal) + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Google's SDKs for JavaScript and Java take it for one, the one for Python for a piece. */
  @Override
  public boolean errorIsAnEnd() {
    return false;
  }

  @Override
  public Holding holding(ObjectNode part, boolean ofText) {
    ObjectNode answer = part.objectNode();
    ArrayNode parts = ContentsWriter.candidate(answer).putArray("parts");
    parts.add(part);
    return new Holding(answer, parts);
  }

  @Override
  public List<ObjectNode> restorable(ObjectNode answer) {
    List<ObjectNode> parts = new ArrayList<>();
    for (JsonNode candidate : answer.path("candidates")) {
      parts.addAll(
          Parts.in(candidate.path("content").path("parts"), part -> !part.has("thoughtSignature")));
    }
    return parts;
  }
}
