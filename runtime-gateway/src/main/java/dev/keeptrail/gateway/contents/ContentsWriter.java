package dev.keeptrail.gateway.contents;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.stream.AnswerWriter;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.DisagreementException;
import dev.keeptrail.gateway.stream.EventForm;
import dev.keeptrail.gateway.stream.SaidText;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes candidates as pieces of them. Parts of the first go out in order: one that cannot be said
 * yet keeps back all that follow it. The last event says why the answer ended, with what is left of
 * its text, because clients look for both in one event. Confined to one thread.
 */
final class ContentsWriter implements AnswerWriter {
  /** What each event says of the answer as a whole. */
  static final List<String> HEAD = List.of("modelVersion", "responseId");

  private static final String PARTS = "/candidates/0/content/parts";

  private final List<ObjectNode> saidParts = new ArrayList<>();
  private final Map<Boolean, EventForm> forms = new HashMap<>();
  private @Nullable SaidText open;
  private boolean thought;
  private ObjectNode shell = JsonNodeFactory.instance.objectNode();

  @Override
  public Location location(ChannelKey key) {
    return new Location(
        key.channel(), "assistant", 0, Places.child(Places.child(PARTS, key.part()), "text"));
  }

  @Override
  public List<StreamEvent> head(ObjectNode head) {
    shell = head;
    return List.of();
  }

  @Override
  public List<StreamEvent> begin(ChannelKey key, ObjectNode part) {
    if (takes(key.part())) {
      open = new SaidText();
      thought = key.channel() == Channel.REASONING;
    }
    return List.of();
  }

  private boolean isOpen(ChannelKey key) {
    return open != null && key.part() == saidParts.size();
  }

  @Override
  public List<StreamEvent> text(ChannelKey key, String text) {
    SaidText said = open;
    if (said == null || !isOpen(key)) {
      return List.of();
    }
    said.add(text);
    EventForm form =
        forms.computeIfAbsent(thought, _ -> new EventForm(null, more -> event(part(more)).data()));
    return List.of(form.event(text));
  }

  private ObjectNode part(String text) {
    ObjectNode part = shell.objectNode();
    if (thought) {
      part.put("thought", true);
    }
    return part.put("text", text);
  }

  private StreamEvent event(ObjectNode part) {
    ObjectNode data = shell.deepCopy();
    candidate(data).putArray("parts").add(part);
    return StreamEvent.of(null, data);
  }

  /** The content of one candidate, which is all that an answer has. */
  static ObjectNode candidate(ObjectNode answer) {
    ObjectNode candidate = answer.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content").put("role", "model");
    candidate.put("index", 0);
    return content;
  }

  @Override
  public List<StreamEvent> end(ChannelKey key, ObjectNode part) throws DisagreementException {
    return isOpen(key) ? rest(part).map(this::event).stream().toList() : List.of();
  }

  /** What is left to say of the text that is open, which is said then. */
  private Optional<ObjectNode> rest(ObjectNode part) throws DisagreementException {
    SaidText said = open;
    if (said == null) {
      return Optional.empty();
    }
    String rest = said.rest(part.path("text").asString(""), place(saidParts.size()));
    saidParts.add(part);
    open = null;
    ObjectNode left = part.deepCopy().put("text", rest);
    boolean more = !rest.isEmpty() || !ContentsReader.isPlain(left);
    return more ? Optional.of(left) : Optional.empty();
  }

  private static String place(int index) {
    return Places.child(PARTS, index);
  }

  @Override
  public boolean takes(int index) {
    return open == null && index == saidParts.size();
  }

  @Override
  public List<StreamEvent> part(int index, ObjectNode part) {
    saidParts.add(part);
    return List.of(event(part.deepCopy()));
  }

  @Override
  public List<StreamEvent> finish(ObjectNode answer) throws DisagreementException {
    ObjectNode last = answer.deepCopy();
    if (!(last.path("candidates").path(0) instanceof ObjectNode candidate)) {
      if (!saidParts.isEmpty() || open != null) {
        throw new DisagreementException(place(0));
      }
      return List.of(StreamEvent.of(null, last));
    }
    JsonNode parts = answer.path("candidates").path(0).path("content").path("parts");
    int before = saidParts.size();
    for (int at = 0; at < before; at++) {
      if (!saidParts.get(at).equals(parts.path(at))) {
        throw new DisagreementException(place(at));
      }
    }
    ArrayNode left = last.arrayNode();
    SaidText said = open;
    if (said != null) {
      if (parts.path(before) instanceof ObjectNode part && part.path("text").isString()) {
        rest(part).ifPresent(left::add);
      } else {
        // A text that began and came to nothing.
        String ignored = said.rest("", place(before));
        open = null;
      }
    }
    for (int at = saidParts.size(); at < parts.size(); at++) {
      left.add(parts.get(at));
    }
    if (left.isEmpty() && !saidParts.isEmpty()) {
      // WHY: Google's SDKs take an event without a part for a broken answer, and forget all of it.
      left.addObject().put("text", "");
    }
    if (!left.isEmpty() || candidate.has("content")) {
      ObjectNode content =
          candidate.path("content") instanceof ObjectNode had
              ? had
              : candidate.putObject("content");
      content.set("parts", left);
    }
    return List.of(StreamEvent.of(null, last));
  }
}
