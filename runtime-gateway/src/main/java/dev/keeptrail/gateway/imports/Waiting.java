package dev.keeptrail.gateway.imports;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * Pieces of exchanges that wait for those that belong to them, by the id that joins them. They wait
 * as bytes, and no more of them than fits into memory. One thread.
 */
final class Waiting {
  /** As much as a whole log may have. */
  private static final long MOST = 256L << 20;

  /** What a piece takes beside its bytes. */
  private static final int EACH = 128;

  private final Map<String, List<byte[]>> pieces = new LinkedHashMap<>();
  private final long most;
  private long held;

  Waiting() {
    this(MOST);
  }

  /**
   * With another bound.
   *
   * @param most bytes that wait
   */
  Waiting(long most) {
    this.most = most;
  }

  boolean has(String id) {
    return pieces.containsKey(id);
  }

  /** Lets a piece wait behind those of the same id; false when there is no room for it. */
  boolean put(String id, JsonNode piece) {
    byte[] bytes = StrictJson.write(piece);
    if (held + size(bytes) > most) {
      return false;
    }
    held += size(bytes);
    pieces.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(bytes);
    return true;
  }

  /** What has waited under an id, in its order, and waits no longer; empty when nothing has. */
  List<JsonNode> take(String id) {
    List<byte[]> waited = pieces.remove(id);
    if (waited == null) {
      return List.of();
    }
    List<JsonNode> read = new ArrayList<>(waited.size());
    for (byte[] bytes : waited) {
      held -= size(bytes);
      read.add(read(bytes));
    }
    return read;
  }

  /** Hands out all that waits, in the order in which it came, and keeps nothing. */
  void drain(BiConsumer<String, List<JsonNode>> taker) {
    for (String id : List.copyOf(pieces.keySet())) {
      taker.accept(id, take(id));
    }
  }

  /** What is told of a piece for which there was no room. */
  String full() {
    return "more than %,d MiB wait for what belongs to them; split the files, and keep together what does"
        .formatted(most >> 20);
  }

  private static int size(byte[] bytes) {
    return bytes.length + EACH;
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return StrictJson.parse(bytes);
    } catch (MalformedJsonException malformed) {
      throw new IllegalStateException("it was written here", malformed);
    }
  }
}
