package dev.keeptrail.gateway.completions;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.ChoicesWriter;
import dev.keeptrail.gateway.stream.DisagreementException;
import dev.keeptrail.gateway.stream.EventForm;
import dev.keeptrail.gateway.stream.SaidText;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a text completion as chunks: texts as they come, all else at the end. */
final class CompletionWriter implements ChoicesWriter {
  private final ObjectNode request;
  private final Map<Integer, SaidText> said = new HashMap<>();
  private final Map<Integer, EventForm> forms = new HashMap<>();
  private ObjectNode head = JsonNodeFactory.instance.objectNode();

  CompletionWriter(ObjectNode request) {
    this.request = request;
  }

  private static String place(int choice) {
    return Places.child(Places.child("/choices", choice), "text");
  }

  @Override
  public Location location(ChannelKey key) {
    return new Location(Channel.CONTENT, "assistant", key.choice(), place(key.choice()));
  }

  @Override
  public List<StreamEvent> head(ObjectNode begins) {
    head = begins;
    return List.of();
  }

  @Override
  public List<StreamEvent> begin(ChannelKey key, ObjectNode shell) {
    said.put(key.choice(), new SaidText());
    return List.of();
  }

  @Override
  public List<StreamEvent> text(ChannelKey key, String text) {
    SaidText before = said.get(key.choice());
    if (before == null) {
      return List.of();
    }
    before.add(text);
    return List.of(forms.computeIfAbsent(key.choice(), this::form).event(text));
  }

  private EventForm form(int choice) {
    return new EventForm(null, text -> chunk(choice, text));
  }

  private ObjectNode chunk(int choice, String text) {
    ObjectNode chunk = head.deepCopy();
    chunk
        .putArray("choices")
        .addObject()
        .put("text", text)
        .put("index", choice)
        .putNull("logprobs")
        .putNull("finish_reason");
    return chunk;
  }

  @Override
  public List<StreamEvent> finish(ObjectNode answer) throws DisagreementException {
    ObjectNode left = answer.deepCopy();
    left.setAll(head);
    for (Map.Entry<Integer, SaidText> text : said.entrySet()) {
      if (!(left.path("choices").path(text.getKey()) instanceof ObjectNode choice)) {
        throw new DisagreementException(place(text.getKey()));
      }
      String rest = text.getValue().rest(choice.path("text").asString(""), place(text.getKey()));
      choice.put("text", rest);
    }
    return CompletionEvents.of(left, request);
  }
}
