package dev.keeptrail.ledger.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published JSON Schema of decision events. */
public final class EventJsonSchema {
  private static final String RESOURCE = "decision-event.schema.json";

  private EventJsonSchema() {}

  public static String text() {
    try (InputStream resource = EventJsonSchema.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
