package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.gateway.stream.ChannelKey;
import dev.keeptrail.gateway.stream.ChoicesWriter;
import dev.keeptrail.gateway.stream.DisagreementException;
import dev.keeptrail.gateway.stream.EventForm;
import dev.keeptrail.gateway.stream.SaidText;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a chat completion as chunks: texts as they come, all else at the end. */
final class ChunkWriter implements ChoicesWriter {
  private final ObjectNode request;
  private final boolean countsTokens;
  private final Map<ChannelKey, SaidText> said = new HashMap<>();
  private final Map<ChannelKey, EventForm> forms = new HashMap<>();
  private final Set<Integer> begun = new HashSet<>();
  private @Nullable ObjectNode shell;
  private @Nullable ObjectNode head;

  ChunkWriter(ObjectNode request) {
    this.request = request;
    this.countsTokens = StreamOptions.wantsUsage(request);
  }

  @Override
  public Location location(ChannelKey key) {
    return ChatTexts.location(key);
  }

  @Override
  public List<StreamEvent> head(ObjectNode begins) {
    head = begins;
    ObjectNode every = begins.deepCopy().put("object", "chat.completion.chunk");
    if (countsTokens) {
      every.putNull("usage");
    }
    shell = every;
    return List.of();
  }

  @Override
  public List<StreamEvent> begin(ChannelKey key, ObjectNode part) {
    said.put(key, new SaidText());
    if (!begun.add(key.choice())) {
      return List.of();
    }
    ObjectNode delta = part.objectNode().put("role", "assistant");
    if (ChatTexts.member(key).equals("content")) {
      delta.put("content", "");
    }
    return List.of(StreamEvent.of(null, chunk(key.choice(), delta)));
  }

  @Override
  public List<StreamEvent> text(ChannelKey key, String text) {
    SaidText before = said.get(key);
    if (before == null || shell == null) {
      return List.of();
    }
    before.add(text);
    return List.of(forms.computeIfAbsent(key, this::form).event(text));
  }

  private EventForm form(ChannelKey key) {
    String member = ChatTexts.member(key);
    return new EventForm(null, text -> chunk(key.choice(), request.objectNode().put(member, text)));
  }

  private ObjectNode chunk(int choice, ObjectNode delta) {
    ObjectNode chunk = shell == null ? delta.objectNode() : shell.deepCopy();
    ObjectNode one = chunk.putArray("choices").addObject().put("index", choice);
    one.set("delta", delta);
    one.putNull("logprobs").putNull("finish_reason");
    return chunk;
  }

  @Override
  public List<StreamEvent> finish(ObjectNode answer) throws DisagreementException {
    ObjectNode left = answer.deepCopy();
    if (head != null) {
      left.setAll(head);
    }
    List<ObjectNode> choices = new ArrayList<>();
    for (JsonNode choice : left.path("choices")) {
      choices.add((ObjectNode) choice);
    }
    for (Map.Entry<ChannelKey, SaidText> text : said.entrySet()) {
      ChannelKey key = text.getKey();
      Location place = ChatTexts.location(key);
      if (key.choice() >= choices.size()) {
        throw new DisagreementException(place.pointer());
      }
      cut((ObjectNode) choices.get(key.choice()).path("message"), key, text.getValue());
    }
    for (int choice : begun) {
      ((ObjectNode) choices.get(choice).path("message")).remove("role");
    }
    return ChatEvents.of(left, request);
  }

  private static void cut(ObjectNode message, ChannelKey key, SaidText said)
      throws DisagreementException {
    String member = ChatTexts.member(key);
    String rest = said.rest(message.path(member).asString(""), ChatTexts.location(key).pointer());
    if (rest.isEmpty()) {
      message.remove(member);
    } else {
      message.put(member, rest);
    }
  }
}
