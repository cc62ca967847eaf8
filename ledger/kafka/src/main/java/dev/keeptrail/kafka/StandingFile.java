package dev.keeptrail.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far topics have got: {@code kafka.json} beside the ledger, an object with a member for each
 * topic. It is replaced as a whole and on the disk before a write returns. One process writes.
 */
public final class StandingFile {
  static final String NAME = "kafka.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  /** That of the ledger in a folder. */
  public StandingFile(Path ledger) {
    this.file = ledger.resolve(NAME);
  }

  /** All topics that something was sent to, by name. */
  public Map<String, Standing> read() throws KafkaSinkException {
    Map<String, Standing> all = new TreeMap<>();
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw unreadable(null);
      }
      for (Map.Entry<String, JsonNode> one : root.properties()) {
        all.put(one.getKey(), standing(one.getKey(), one.getValue()));
      }
      return all;
    } catch (NoSuchFileException _) {
      return all;
    } catch (IOException | JacksonException | DateTimeParseException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private KafkaSinkException unreadable(@Nullable Exception cause) {
    return new KafkaSinkException(
        "`%s` cannot be read; put it back from a copy, or remove it to send everything again"
            .formatted(file),
        cause);
  }

  Optional<Standing> find(String topic) throws KafkaSinkException {
    return Optional.ofNullable(read().get(topic));
  }

  void write(Standing standing) throws KafkaSinkException {
    Map<String, Standing> all = read();
    all.put(standing.topic(), standing);
    ObjectNode root = JSON.createObjectNode();
    all.forEach((topic, one) -> root.set(topic, json(one)));
    Path next = file.resolveSibling(NAME + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap((root + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          int ignored = channel.write(bytes);
        }
        channel.force(true);
      }
      Path ignored =
          Files.move(
              next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new KafkaSinkException("`%s` cannot be written".formatted(file), unwritable);
    }
  }

  private static Standing standing(String topic, JsonNode json) {
    String since = text(json, "failing_since");
    String lastSent = text(json, "last_sent");
    return new Standing(
        topic,
        json.path("position").asLong(0),
        json.path("sent").asLong(0),
        lastSent == null ? null : Instant.parse(lastSent),
        json.path("refused").asLong(0),
        text(json, "last_refused"),
        json.path("unreadable").asLong(0),
        text(json, "last_unreadable"),
        since == null ? null : Instant.parse(since),
        text(json, "problem"));
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).isString() ? json.path(name).stringValue() : null;
  }

  private static ObjectNode json(Standing one) {
    Instant since = one.failingSince();
    Instant lastSent = one.lastSent();
    return JSON.createObjectNode()
        .put("position", one.position())
        .put("sent", one.sent())
        .put("last_sent", lastSent == null ? null : lastSent.toString())
        .put("refused", one.refused())
        .put("last_refused", one.lastRefused())
        .put("unreadable", one.unreadable())
        .put("last_unreadable", one.lastUnreadable())
        .put("failing_since", since == null ? null : since.toString())
        .put("problem", one.problem());
  }
}
