package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventTimestamp;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What queries find an event by, as the event itself says it; null for what it does not say. What
 * an administrative event says in the place of a verdict is its action.
 */
record FiledAs(@Nullable String id, @Nullable Long at, @Nullable String verdict) {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  /** Reads no further than needed: these fields come first. */
  static FiledAs of(byte[] json) {
    String id = null;
    Long at = null;
    String verdict = null;
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new FiledAs(null, null, null);
      }
      while ((id == null || at == null || verdict == null)
          && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "id" -> id = parser.getString();
          case "timestamp" ->
              at = EventTimestamp.toMicros(EventTimestamp.parse(parser.getString()));
          case "verdict", "action" -> verdict = parser.getString();
          default -> parser.skipChildren();
        }
      }
    } catch (JacksonException | EventFormatException _) {
      // What it does not say in a way that can be read, it does not say.
    }
    return new FiledAs(id, at, verdict);
  }

  boolean matches(String filedId, long filedAt, String filedVerdict) {
    return filedId.equals(id) && at != null && at == filedAt && filedVerdict.equals(verdict);
  }
}
