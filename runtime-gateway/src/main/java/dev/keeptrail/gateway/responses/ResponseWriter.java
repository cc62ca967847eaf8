package dev.keeptrail.gateway.responses;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.stream.AnswerWriter;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.DisagreementException;
import dev.keeptrail.gateway.stream.SaidText;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a response as events. Items go out in order: one that cannot be said yet keeps back all
 * that follow it.
 */
final class ResponseWriter implements AnswerWriter {
  private final ResponseEvents events = new ResponseEvents();
  private final List<ObjectNode> saidItems = new ArrayList<>();
  private final List<ObjectNode> saidParts = new ArrayList<>();
  private @Nullable ObjectNode item;
  private @Nullable SaidText open;

  @Override
  public Location location(ChannelKey key) {
    String content =
        Places.child(Places.child(Places.child("/output", key.choice()), "content"), key.part());
    String member = key.channel() == Channel.REFUSAL ? "refusal" : "text";
    return new Location(key.channel(), "assistant", key.choice(), Places.child(content, member));
  }

  @Override
  public List<StreamEvent> head(ObjectNode head) {
    events.head(head);
    return events.take();
  }

  private boolean isOpen(ChannelKey key) {
    return open != null && item != null && isHere(key);
  }

  private boolean isHere(ChannelKey key) {
    return key.choice() == saidItems.size() && key.part() == saidParts.size();
  }

  @Override
  public List<StreamEvent> begin(ChannelKey key, ObjectNode shell) {
    if (open != null || !isHere(key)) {
      return List.of();
    }
    if (item == null) {
      if (!isPlain(shell)) {
        return List.of();
      }
      item = shell;
      events.itemBegins(shell, key.choice());
    }
    open = new SaidText();
    events.partBegins(item, key.choice(), key.part(), empty(shell, key));
    return events.take();
  }

  /** Whether there is nothing to judge in an item's start. */
  private static boolean isPlain(ObjectNode shell) {
    return shell
        .propertyStream()
        .allMatch(member ->
            switch (member.getKey()) {
              case "id", "type", "status" ->
                  member.getValue().isString()
                      && Identifiers.isToken(member.getValue().stringValue());
              case "role" -> member.getValue().asString("").equals("assistant");
              case "content" -> member.getValue().isEmpty();
              default -> false;
            });
  }

  private static ObjectNode empty(ObjectNode factory, ChannelKey key) {
    if (key.channel() == Channel.REFUSAL) {
      return factory.objectNode().put("type", "refusal").put("refusal", "");
    }
    ObjectNode part = factory.objectNode().put("type", "output_text").put("text", "");
    part.putArray("annotations");
    return part;
  }

  @Override
  public List<StreamEvent> text(ChannelKey key, String text) {
    SaidText said = open;
    ObjectNode in = item;
    if (said == null || in == null || !isHere(key)) {
      return List.of();
    }
    said.add(text);
    events.delta(in, key.choice(), key.part(), empty(in, key), text);
    return events.take();
  }

  @Override
  public List<StreamEvent> end(ChannelKey key, ObjectNode part) throws DisagreementException {
    if (isOpen(key)) {
      close(part);
    }
    return events.take();
  }

  private void close(ObjectNode part) throws DisagreementException {
    SaidText said = open;
    ObjectNode in = item;
    if (said == null || in == null) {
      return;
    }
    int at = saidItems.size();
    int index = saidParts.size();
    String rest = said.rest(part.path(ResponseEvents.member(part)).asString(""), place(at));
    if (!rest.isEmpty()) {
      events.delta(in, at, index, part, rest);
    }
    events.partEnds(in, at, index, part);
    saidParts.add(part);
    open = null;
  }

  private static String place(int item) {
    return Places.child("/output", item);
  }

  @Override
  public boolean takes(int index) {
    return index == saidItems.size();
  }

  @Override
  public List<StreamEvent> part(int index, ObjectNode whole) throws DisagreementException {
    if (item == null) {
      events.item(whole, index);
    } else {
      closeItem(whole, index);
    }
    saidItems.add(whole);
    return events.take();
  }

  /** Brings an item that has begun to its end. */
  private void closeItem(ObjectNode whole, int index) throws DisagreementException {
    JsonNode parts = whole.path("content");
    for (int at = 0; at < saidParts.size(); at++) {
      String member = ResponseEvents.member(saidParts.get(at));
      if (!saidParts.get(at).path(member).equals(parts.path(at).path(member))) {
        throw new DisagreementException(place(index));
      }
    }
    if (open != null) {
      if (!(parts.path(saidParts.size()) instanceof ObjectNode part)) {
        throw new DisagreementException(place(index));
      }
      close(part);
    }
    events.partsFrom(saidParts.size(), whole, index);
    events.itemEnds(whole, index);
    saidParts.clear();
    item = null;
  }

  @Override
  public List<StreamEvent> finish(ObjectNode response) throws DisagreementException {
    JsonNode items = response.path("output");
    for (int at = 0; at < saidItems.size(); at++) {
      if (!saidItems.get(at).equals(items.path(at))) {
        throw new DisagreementException(place(at));
      }
    }
    for (int at = saidItems.size(); at < items.size(); at++) {
      var whole = (ObjectNode) items.get(at);
      if (item == null) {
        events.item(whole, at);
      } else {
        closeItem(whole, at);
      }
    }
    if (item != null) {
      throw new DisagreementException(place(items.size()));
    }
    events.end(response);
    return events.take();
  }
}
