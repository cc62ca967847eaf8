package dev.keeptrail.engine.capture;

import dev.keeptrail.language.plan.CaptureMode;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reads what {@link CaptureJson} writes, fields in any order. Holds every span against its text.
 * Replays read hundreds of thousands of captures, so no tree is made.
 */
public final class CaptureReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Words<CaptureMode> MODES =
      new Words<>(CaptureMode.values(), CaptureMode::word);

  private final CaptureCursor json;
  private final List<CapturedPhase> phases = new ArrayList<>();
  private int format;
  private String mode = "";

  private CaptureReader(JsonParser parser) {
    this.json = new CaptureCursor(parser);
  }

  public static CapturedExchange read(byte[] json) throws CaptureFormatException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      CapturedExchange exchange = read(parser);
      if (parser.nextToken() != null) {
        throw new CaptureFormatException("the capture is not JSON");
      }
      return exchange;
    } catch (JacksonException _) {
      throw new CaptureFormatException("the capture is not JSON");
    }
  }

  /** Reads a capture that stands in a larger document. */
  public static CapturedExchange read(JsonNode node) throws CaptureFormatException {
    try (JsonParser parser = node.traverse(ObjectReadContext.empty())) {
      return read(parser);
    } catch (JacksonException _) {
      throw CaptureCursor.contradiction();
    }
  }

  private static CapturedExchange read(JsonParser parser) throws CaptureFormatException {
    parser.nextToken();
    return new CaptureReader(parser).exchange();
  }

  private CapturedExchange exchange() throws CaptureFormatException {
    try {
      json.object(this::field);
      requireFormat();
      return new CapturedExchange(MODES.of(mode), phases);
    } catch (IllegalArgumentException _) {
      throw CaptureCursor.contradiction();
    }
  }

  private void field(String name) throws CaptureFormatException {
    switch (name) {
      case "format" -> {
        format = json.integer();
        requireFormat();
      }
      case "mode" -> mode = json.text();
      case "phases" -> {
        // WHY: each phase may refer to the first of those before it.
        json.list(() -> phases.add(new PhaseReader(json).read(phases)));
      }
      default -> json.skip();
    }
  }

  private void requireFormat() throws CaptureFormatException {
    if (format != CaptureJson.FORMAT) {
      throw new CaptureFormatException("the capture has format %d".formatted(format));
    }
  }
}
