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
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's {@code audio/transcriptions}, in the JSON form that {@link AudioForm} makes of it. What
 * is said in the file nobody can look at before it is written down; then it is judged.
 */
public final class TranscriptionShape implements PromptShape {
  private static final Set<String> FORMATS = Set.of("json", "verbose_json");
  private static final Voice PROMPT = new Voice(Channel.CONTENT, "user", 0);
  private static final Voice HEARD = new Voice(Channel.CONTENT, "assistant", 0);

  /** What repeats the text in pieces too small to be judged. */
  private static final List<String> PIECES = List.of("segments", "words");

  private static final String LOGPROBS = "logprobs";

  @Override
  public void check(ObjectNode request) throws RefusedException {
    if (!request.path(AudioForm.FILE).isString()) {
      throw Fields.invalid("the form must have a `file`", "/file");
    }
    if (request.has("response_format")
        && !FORMATS.contains(request.path("response_format").asString(""))) {
      throw Fields.invalid(
          "`response_format` can be `json` or `verbose_json` here", "/response_format");
    }
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    var collector = new TextCollector(true);
    for (String name : request.propertyNames()) {
      switch (name) {
        case "model" -> {}
        case AudioForm.FILE -> collector.unscanned("/" + AudioForm.FILE, "audio");
        case "prompt" -> collector.member(request, name, "", PROMPT);
        case "response_format", "language", AudioForm.MEDIA_TYPE ->
            MediaTexts.token(collector, request, name, "", Voice.REQUEST_METADATA);
        default -> collector.field(request, name, "", Voice.REQUEST_METADATA);
      }
    }
    return collector.finish();
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.path("text").isString();
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    var collector = new TextCollector(false);
    for (String name : answer.propertyNames()) {
      switch (name) {
        case "text" -> collector.member(answer, name, "", HEARD);
        case "segments", "words" -> collector.field(answer, name, "", HEARD);
        case LOGPROBS -> collector.unscanned("/" + LOGPROBS, LOGPROBS);
        case "task", "language" ->
            MediaTexts.token(collector, answer, name, "", HEARD.in(Channel.METADATA));
        default -> collector.field(answer, name, "", HEARD.in(Channel.METADATA));
      }
    }
    return collector.finish();
  }

  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    JsonNode usage = answer.path("usage");
    return TokenCount.of(
        usage.path("input_tokens"),
        usage.path("input_token_details").path("cached_tokens"),
        usage.path("output_tokens"),
        usage.path("output_token_details").path("reasoning_tokens"),
        usage.path("total_tokens"));
  }

  @Override
  public boolean dropUnjudged(ObjectNode answer, boolean redacted) {
    boolean dropped = answer.remove(LOGPROBS) != null;
    if (redacted) {
      for (String piece : PIECES) {
        dropped |= answer.remove(piece) != null;
      }
    }
    return dropped;
  }

  @Override
  public List<ObjectNode> restorable(ObjectNode answer) {
    return List.of();
  }
}
