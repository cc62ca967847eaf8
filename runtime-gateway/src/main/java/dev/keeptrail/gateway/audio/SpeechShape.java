package dev.keeptrail.gateway.audio;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.PromptShape;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.Voice;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's {@code audio/speech}: a text that is to be spoken. The answer is sound, which passes as
 * it is and stands in the event's coverage; inside the gateway it is an {@link AudioAnswer}.
 */
public final class SpeechShape implements PromptShape {
  private static final Voice SPOKEN = new Voice(Channel.CONTENT, "user", 0);

  @Override
  public void check(ObjectNode request) throws RefusedException {
    JsonNode input = request.path("input");
    if (!input.isString() || input.stringValue().isEmpty()) {
      throw Fields.invalid("`input` must be a text that is to be spoken", "/input");
    }
    JsonNode format = request.path("stream_format");
    if (!Fields.isAbsent(format) && !format.asString("").equals("audio")) {
      throw Fields.invalid("`stream_format` can only be `audio` here", "/stream_format");
    }
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    var collector = new TextCollector(true);
    for (String name : request.propertyNames()) {
      switch (name) {
        case "model" -> {}
        case "input", "instructions" -> collector.member(request, name, "", SPOKEN);
        case "voice", "response_format", "stream_format" -> word(collector, request, name);
        default -> collector.field(request, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void word(TextCollector collector, ObjectNode request, String name) {
    if (request.path(name).isString()) {
      MediaTexts.token(collector, request, name, "", Voice.REQUEST_METADATA);
    } else {
      collector.field(request, name, "", Voice.REQUEST_METADATA);
    }
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return AudioAnswer.isOne(body);
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    var collector = new TextCollector(false);
    collector.unscanned("/" + AudioAnswer.AUDIO, "audio");
    return collector.finish();
  }

  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    return Optional.empty();
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
