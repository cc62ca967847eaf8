package dev.keeptrail.gateway.messages;

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
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a message as events. Blocks go out in order: one that cannot be said yet keeps back all
 * that follow it.
 */
final class MessageWriter implements AnswerWriter {
  private final List<ObjectNode> saidBlocks = new ArrayList<>();
  private @Nullable ObjectNode begun;
  private @Nullable SaidText open;
  private @Nullable EventForm form;
  private int formed;

  @Override
  public Location location(ChannelKey key) {
    return new Location(
        Channel.CONTENT,
        "assistant",
        0,
        Places.child(Places.child("/content", key.part()), "text"));
  }

  @Override
  public List<StreamEvent> head(ObjectNode head) {
    begun = head.deepCopy();
    return new MessagesEvents(head).start();
  }

  private boolean isNext(int index) {
    return open == null && index == saidBlocks.size();
  }

  private boolean isOpen(ChannelKey key) {
    return open != null && key.part() == saidBlocks.size();
  }

  @Override
  public List<StreamEvent> begin(ChannelKey key, ObjectNode shell) {
    if (!isNext(key.part())) {
      return List.of();
    }
    open = new SaidText();
    ObjectNode empty = shell.objectNode().put("type", "text").put("text", "");
    return List.of(MessagesEvents.blockStart(empty, key.part()));
  }

  @Override
  public List<StreamEvent> text(ChannelKey key, String text) {
    SaidText said = open;
    if (said == null || !isOpen(key)) {
      return List.of();
    }
    said.add(text);
    return List.of(delta(key.part(), text));
  }

  private StreamEvent delta(int index, String text) {
    EventForm known = form;
    if (known == null || index != formed) {
      StreamEvent first = MessagesEvents.textDelta(index, text);
      known = new EventForm(first.name(), said -> MessagesEvents.textDelta(index, said).data());
      form = known;
      formed = index;
    }
    return known.event(text);
  }

  @Override
  public List<StreamEvent> end(ChannelKey key, ObjectNode block) throws DisagreementException {
    return isOpen(key) ? close(block) : List.of();
  }

  private List<StreamEvent> close(ObjectNode block) throws DisagreementException {
    SaidText said = open;
    int index = saidBlocks.size();
    List<StreamEvent> events = new ArrayList<>();
    if (said != null) {
      String rest = said.rest(block.path("text").asString(""), place(index));
      if (!rest.isEmpty()) {
        events.add(delta(index, rest));
      }
    }
    events.addAll(MessagesEvents.citations(block, index));
    events.add(MessagesEvents.blockStop(block, index));
    saidBlocks.add(block);
    open = null;
    return events;
  }

  private static String place(int index) {
    return Places.child("/content", index);
  }

  @Override
  public boolean takes(int index) {
    return isNext(index);
  }

  @Override
  public List<StreamEvent> part(int index, ObjectNode block) {
    saidBlocks.add(block);
    return MessagesEvents.block(block, index);
  }

  @Override
  public List<StreamEvent> finish(ObjectNode message) throws DisagreementException {
    List<StreamEvent> events = new ArrayList<>();
    JsonNode blocks = message.path("content");
    int before = saidBlocks.size();
    for (int at = 0; at < before; at++) {
      if (!saidBlocks.get(at).equals(blocks.path(at))) {
        throw new DisagreementException(place(at));
      }
    }
    if (open != null) {
      if (!(blocks.path(before) instanceof ObjectNode block)) {
        throw new DisagreementException(place(before));
      }
      events.addAll(close(block));
    }
    for (int at = saidBlocks.size(); at < blocks.size(); at++) {
      events.addAll(MessagesEvents.block((ObjectNode) blocks.get(at), at));
    }
    events.addAll(new MessagesEvents(message).end(begun == null ? message : begun));
    return events;
  }
}
