package dev.keeptrail.ledger.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Decision events as JSON and back, as {@code decision-event.schema.json} describes them. Every
 * field is always written, in one fixed order, absent values as null, so that equal events are
 * equal bytes; only {@code tags} and {@code assignee} are left out where there are none. Reading is
 * strict: a missing, surplus or mistyped field is an error. Safe for many threads.
 */
public final class EventJson {
  private static final int TYPICAL_SIZE = 2_048;
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private EventJson() {}

  public static byte[] toBytes(DecisionEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      new EventWriter(json).write(event);
    }
    return bytes.toByteArray();
  }

  public static String write(DecisionEvent event) {
    return new String(toBytes(event), StandardCharsets.UTF_8);
  }

  /** A JSON array with one event on each line. */
  public static String writeArray(List<DecisionEvent> events) {
    StringBuilder text = new StringBuilder("[");
    String separator = "\n";
    for (DecisionEvent event : events) {
      text.append(separator).append(write(event));
      separator = ",\n";
    }
    return text.append(events.isEmpty() ? "]" : "\n]").toString();
  }

  public static DecisionEvent read(byte[] json) throws EventFormatException {
    return EventParser.parse(json);
  }

  public static DecisionEvent read(String json) throws EventFormatException {
    return read(json.getBytes(StandardCharsets.UTF_8));
  }
}
