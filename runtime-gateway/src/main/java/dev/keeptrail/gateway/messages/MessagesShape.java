package dev.keeptrail.gateway.messages;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Parts;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.json.Pointer;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.sse.SseWriter;
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

/** Anthropic's messages. */
public final class MessagesShape implements StreamedShape {
  private static final Set<String> ROLES = Set.of("user", "assistant");

  @Override
  public void check(ObjectNode request) throws RefusedException {
    ArrayNode messages = Fields.filled(request, "messages", "message");
    for (int at = 0; at < messages.size(); at++) {
      checkMessage(messages.get(at), Pointer.child("/messages", at));
    }
    Betas.check(request);
    JsonNode system = request.path("system");
    if (!Fields.isAbsent(system) && !system.isString() && !system.isArray()) {
      throw Fields.invalid("`system` must be a string or an array of text blocks", "/system");
    }
  }

  private static void checkMessage(JsonNode message, String pointer) throws RefusedException {
    if (!(message instanceof ObjectNode)) {
      throw Fields.invalid("a message must be an object with `role` and `content`", pointer);
    }
    if (!ROLES.contains(message.path("role").asString(""))) {
      throw Fields.invalid(
          "`role` must be `user` or `assistant`; instructions stand in `system`",
          pointer + "/role");
    }
    JsonNode content = message.path("content");
    if (!content.isString() && !content.isArray()) {
      throw Fields.invalid(
          "`content` must be a string or an array of content blocks", pointer + "/content");
    }
    for (int at = 0; at < content.size(); at++) {
      if (!content.get(at).path("type").isString()) {
        throw Fields.invalid(
            "a content block must be an object with a `type`",
            Pointer.child(pointer + "/content", at));
      }
    }
  }

  @Override
  public int turns(ObjectNode request) {
    return request.path("messages").size();
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    return MessagesTexts.ofRequest(request, tools);
  }

  @Override
  public List<Fact> toolResults(ObjectNode request) throws UnreadableToolException {
    return MessagesTools.results(request);
  }

  @Override
  public List<String> answerLimits() {
    return List.of("/max_tokens");
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.path("type").asString("").equals("message")
        && body.get("content") instanceof ArrayNode content
        && content.valueStream().allMatch(block -> block instanceof ObjectNode);
  }

  @Override
  public AnswerEnd end(ObjectNode answer) {
    boolean told = AnswerEnd.isSaid(answer.path("stop_reason"));
    return AnswerEnd.of(answer, told ? AnswerEnd.TOLD : AnswerEnd.UNTOLD);
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    return MessagesTexts.ofAnswer(answer, tools);
  }

  @Override
  public List<Fact> toolCalls(ObjectNode answer) throws UnreadableToolException {
    return MessagesTools.calls(answer);
  }

  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    return MessageTokens.of(answer.path("usage"));
  }

  @Override
  public boolean dropUnjudged(ObjectNode answer, boolean redacted) {
    return false;
  }

  @Override
  public List<StreamEvent> events(ObjectNode answer, ObjectNode request) {
    return MessagesEvents.of(answer);
  }

  @Override
  public boolean endsWithDone() {
    return false;
  }

  @Override
  public AnswerReader reader() {
    return new MessageReader();
  }

  @Override
  public AnswerWriter writer(ObjectNode request) {
    return new MessageWriter();
  }

  @Override
  public void askForStream(ObjectNode body, boolean countsTokens) {
    body.put("stream", true);
  }

  /** Anthropic's clients count events, and their own service says this one while it is silent. */
  @Override
  public byte[] keepAlive() {
    return SseWriter.event("ping", "{\"type\":\"ping\"}");
  }

  @Override
  public boolean errorIsAnEnd() {
    return true;
  }

  @Override
  public List<StreamEvent> error(ObjectNode refusal, Sent before) {
    return List.of(StreamEvent.of("error", refusal));
  }

  @Override
  public Holding holding(ObjectNode part, boolean ofText) {
    ObjectNode answer = part.objectNode();
    ArrayNode content = answer.putArray("content");
    content.add(part);
    return new Holding(answer, content);
  }

  @Override
  public List<ObjectNode> restorable(ObjectNode answer) {
    return Parts.in(answer.path("content"), block -> !block.has("signature") && !block.has("data"));
  }
}
