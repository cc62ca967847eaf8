package dev.keeptrail.gateway.stream;

import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.sse.SseEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of OpenAI's protocols of choices while it is put together from chunks. Confined to one
 * thread.
 */
public final class Choices {
  private final ObjectNode answer;
  private final IntFunction<ObjectNode> empty;
  private final Map<Integer, ObjectNode> choices = new TreeMap<>();

  /**
   * @param answer what the choices are put into
   * @param empty makes a choice of which nothing has come
   */
  public Choices(ObjectNode answer, IntFunction<ObjectNode> empty) {
    this.answer = answer;
    this.empty = empty;
  }

  /**
   * The choice that a chunk is about.
   *
   * @throws BrokenStreamException when what the chunk says is no position
   */
  public ObjectNode of(JsonNode delta) throws BrokenStreamException {
    return choices.computeIfAbsent(index(delta), empty::apply);
  }

  /** The position that a chunk names. Servers that only ever give one choice may name none. */
  public static int index(JsonNode delta) throws BrokenStreamException {
    JsonNode index = delta.path("index");
    return index.isMissingNode() || index.isNull() ? 0 : EventData.position(index);
  }

  /**
   * Goes on unless a chunk has several choices, one of which does not say where it stands.
   *
   * @throws BrokenStreamException when it has
   */
  public static void requirePlaces(JsonNode list) throws BrokenStreamException {
    if (list.size() > 1) {
      for (JsonNode choice : list) {
        int ignored = EventData.position(choice.path("index"));
      }
    }
  }

  /**
   * Whether there is a choice, none is missing between the first and the last, and every one says
   * why it ended. One that does not was cut off, whatever comes behind it.
   */
  public boolean areComplete() {
    return areWhole()
        && choices.values().stream()
            .noneMatch(choice -> choice.path("finish_reason").asString("").isEmpty());
  }

  private boolean areWhole() {
    return !choices.isEmpty() && choices.containsKey(choices.size() - 1);
  }

  /**
   * Puts the choices into the answer, each at its place, whether or not those before have begun.
   */
  public void show() {
    ArrayNode list = answer.putArray("choices");
    choices.forEach((index, choice) -> {
      while (list.size() < index) {
        list.add(empty.apply(list.size()));
      }
      list.add(choice);
    });
  }

  /**
   * Goes on unless the chunk says that the provider failed.
   *
   * @throws BrokenStreamException when it does
   */
  public static void requireNoError(SseEvent event, ObjectNode chunk) throws BrokenStreamException {
    if (AnswerEnd.isError(chunk) || "error".equals(event.name())) {
      throw new FailedStreamException(chunk);
    }
  }
}
