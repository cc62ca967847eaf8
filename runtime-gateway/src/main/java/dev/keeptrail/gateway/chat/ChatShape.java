package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.AnswerWriter;
import dev.keeptrail.gateway.stream.ChoicesShape;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's chat completions. */
public final class ChatShape implements ChoicesShape {
  @Override
  public void check(ObjectNode request) throws RefusedException {
    ChatChecks.check(request);
  }

  @Override
  public int turns(ObjectNode request) {
    return request.path("messages").size();
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    return RequestTexts.of(request, tools);
  }

  @Override
  public List<Fact> toolResults(ObjectNode request) throws UnreadableToolException {
    return ToolResults.of(request);
  }

  @Override
  public List<String> answerLimits() {
    return List.of("/max_completion_tokens", "/max_tokens");
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.get("choices") instanceof ArrayNode choices
        && choices.valueStream().allMatch(choice -> choice.get("message") instanceof ObjectNode);
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    return CompletionTexts.of(answer, tools);
  }

  @Override
  public List<Fact> toolCalls(ObjectNode answer) throws UnreadableToolException {
    return ToolCalls.of(answer);
  }

  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    return TokenCount.ofCompletion(answer);
  }

  @Override
  public boolean dropUnjudged(ObjectNode answer, boolean redacted) {
    boolean dropped = false;
    for (JsonNode choice : (ArrayNode) answer.path("choices")) {
      dropped |= LogProbabilities.dropUnjudged((ObjectNode) choice, redacted);
    }
    return dropped;
  }

  @Override
  public List<StreamEvent> events(ObjectNode answer, ObjectNode request) {
    return ChatEvents.of(answer, request);
  }

  @Override
  public AnswerReader reader() {
    return new ChunkReader();
  }

  @Override
  public AnswerWriter writer(ObjectNode request) {
    return new ChunkWriter(request);
  }
}
