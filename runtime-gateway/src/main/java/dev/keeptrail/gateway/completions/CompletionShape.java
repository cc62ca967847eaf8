package dev.keeptrail.gateway.completions;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.Inputs;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.PromptShape;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.Voice;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.AnswerWriter;
import dev.keeptrail.gateway.stream.ChoicesShape;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's older text completions. */
public final class CompletionShape implements PromptShape, ChoicesShape {
  private static final Voice PROMPT = new Voice(Channel.CONTENT, "user", 0);
  private static final Set<String> PROTOCOL =
      Set.of("id", "object", "created", "model", "system_fingerprint", "index", "finish_reason");

  @Override
  public void check(ObjectNode request) throws RefusedException {
    Inputs.check(request, "prompt");
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    var collector = new TextCollector(true);
    for (String name : request.propertyNames()) {
      switch (name) {
        case "model" -> {}
        case "prompt" -> Inputs.collect(collector, request, name, PROMPT);
        case "suffix" -> collector.member(request, name, "", PROMPT);
        default -> collector.field(request, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  @Override
  public List<String> answerLimits() {
    return List.of("/max_tokens");
  }

  @Override
  public int prompts(ObjectNode request) {
    return Inputs.count(request, "prompt");
  }

  @Override
  public int tokenIds(ObjectNode request) {
    return Inputs.tokenIds(request, "prompt");
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.get("choices") instanceof ArrayNode choices
        && choices.valueStream().allMatch(choice -> choice.path("text").isString());
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    var collector = new TextCollector(false);
    for (String name : answer.propertyNames()) {
      if (name.equals("choices")) {
        choices(collector, (ArrayNode) answer.path(name));
      } else {
        beside(collector, answer, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void choices(TextCollector collector, ArrayNode choices) {
    for (int at = 0; at < choices.size(); at++) {
      var choice = (ObjectNode) choices.get(at);
      String pointer = Places.child("/choices", at);
      var voice = new Voice(Channel.CONTENT, "assistant", at);
      for (String name : choice.propertyNames()) {
        switch (name) {
          case "text" -> collector.member(choice, name, pointer, voice);
          // Never passed on: see below.
          case "logprobs" -> {}
          default -> beside(collector, choice, name, pointer, voice.in(Channel.METADATA));
        }
      }
    }
  }

  private static void beside(
      TextCollector collector, ObjectNode parent, String name, String pointer, Voice voice) {
    JsonNode value = parent.path(name);
    boolean protocol =
        PROTOCOL.contains(name)
            && (value.isNumber() || (value.isString() && Identifiers.isToken(value.stringValue())));
    if (!protocol) {
      collector.field(parent, name, pointer, voice);
    }
  }

  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    return TokenCount.of(answer.path("usage"));
  }

  /** The older form of log probabilities repeats the text and its alternatives. */
  @Override
  public boolean dropUnjudged(ObjectNode answer, boolean redacted) {
    boolean dropped = false;
    for (JsonNode choice : answer.path("choices")) {
      // WHY: nothing of it was judged, whatever stands there in the place of a list.
      if (choice instanceof ObjectNode object
          && object.has("logprobs")
          && !object.path("logprobs").isNull()) {
        object.putNull("logprobs");
        dropped = true;
      }
    }
    return dropped;
  }

  @Override
  public List<StreamEvent> events(ObjectNode answer, ObjectNode request) {
    return CompletionEvents.of(answer, request);
  }

  @Override
  public AnswerReader reader() {
    return new CompletionReader();
  }

  @Override
  public AnswerWriter writer(ObjectNode request) {
    return new CompletionWriter(request);
  }
}
