package dev.keeptrail.repl.input;

import dev.keeptrail.engine.capture.CaptureFormatException;
import dev.keeptrail.engine.capture.CaptureJson;
import dev.keeptrail.engine.capture.CaptureReader;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventFormatException;
import dev.keeptrail.ledger.event.EventJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a capture file: a JSON object with {@code keeptrail_capture} (the format), {@code
 * id}, {@code capture} or {@code missing} with the reason, and {@code event} where there is one.
 */
public final class CaptureLine {
  /** The member by which a line of captures is known, and its format. */
  static final String MARK = "keeptrail_capture";

  public static final int FORMAT = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private CaptureLine() {}

  /** One line, without its end. */
  public static String write(ReplayCase one) {
    JsonWriter json = JsonWriter.compact().beginObject();
    json.name(MARK).value(FORMAT);
    json.name("id").value(one.id());
    DecisionEvent event = one.event();
    CapturedExchange exchange = one.exchange();
    if (exchange == null) {
      json.name("missing").value(one.missing());
    } else {
      CaptureJson.write(exchange, json.name("capture"));
    }
    String line = json.endObject().toString();
    return event == null
        ? line
        : line.substring(0, line.length() - 1)
            + ",\"event\":"
            + new String(EventJson.toBytes(event), StandardCharsets.UTF_8)
            + "}";
  }

  /** Never throws: a line that cannot be read is a case that says why. */
  static ReplayCase read(String line, long number) {
    String id = "line " + number;
    try {
      JsonNode node = JSON.readTree(line);
      if (node.path(MARK).asInt(0) != FORMAT) {
        return ReplayCase.missing(id, null, "the line is no capture of this version");
      }
      id = node.path("id").asString(id);
      DecisionEvent event = event(node.path("event"));
      return node.has("capture")
          ? ReplayCase.of(id, event, CaptureReader.read(node.path("capture")))
          : ReplayCase.missing(
              id, event, node.path("missing").asString(ReplayCase.NOTHING_CAPTURED));
    } catch (JacksonException _) {
      return ReplayCase.missing(id, null, "the line is not JSON");
    } catch (EventFormatException _) {
      return ReplayCase.missing(id, null, "the event cannot be read");
    } catch (CaptureFormatException unreadable) {
      return ReplayCase.missing(id, null, String.valueOf(unreadable.getMessage()));
    }
  }

  private static @Nullable DecisionEvent event(JsonNode node) throws EventFormatException {
    return node.isObject() ? EventJson.read(JSON.writeValueAsBytes(node)) : null;
  }
}
