package dev.keeptrail.gateway.moderations;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Inputs;
import dev.keeptrail.gateway.body.MediaTexts;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.body.PromptShape;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.Voice;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's moderations. */
public final class ModerationShape implements PromptShape {
  private static final Voice INPUT = new Voice(Channel.CONTENT, "user", 0);

  @Override
  public void check(ObjectNode request) throws RefusedException {
    Inputs.check(request, "input");
  }

  /** As OpenAI's reference has it. */
  @Override
  public Optional<String> usualModel() {
    return Optional.of("omni-moderation-latest");
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    var collector = new TextCollector(true);
    for (String name : request.propertyNames()) {
      switch (name) {
        case "model" -> {}
        case "input" -> input(collector, request);
        default -> collector.field(request, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  private static void input(TextCollector collector, ObjectNode request) {
    if (!(request.path("input") instanceof ArrayNode parts)
        || parts.valueStream().noneMatch(part -> part instanceof ObjectNode)) {
      Inputs.collect(collector, request, "input", INPUT);
      return;
    }
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at) instanceof ObjectNode part) {
        part(collector, part, Places.child("/input", at));
      } else {
        collector.element(parts, at, "/input", INPUT);
      }
    }
  }

  private static void part(TextCollector collector, ObjectNode part, String pointer) {
    for (String name : part.propertyNames()) {
      switch (name) {
        case "type" -> MediaTexts.token(collector, part, name, pointer, INPUT);
        case "text" -> collector.member(part, name, pointer, INPUT);
        case "image_url" -> MediaTexts.collect(collector, part, name, pointer, INPUT, name);
        default -> collector.field(part, name, pointer, Voice.REQUEST_METADATA);
      }
    }
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.get("results") instanceof ArrayNode;
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    var collector = new TextCollector(false);
    for (String name : answer.propertyNames()) {
      switch (name) {
        case "id", "model" -> MediaTexts.token(collector, answer, name, "", Voice.REQUEST_METADATA);
        default -> collector.field(answer, name, "", Voice.REQUEST_METADATA);
      }
    }
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
