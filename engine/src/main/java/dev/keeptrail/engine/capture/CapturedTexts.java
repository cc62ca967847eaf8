package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads the texts of a capture, and the parts that nobody could look at. */
final class CapturedTexts {
  private static final Words<Channel> CHANNELS = new Words<>(Channel.values(), Channel::word);
  private static final Words<ParameterKind> KINDS =
      new Words<>(ParameterKind.values(), ParameterKind::name);

  private final CaptureCursor json;

  CapturedTexts(CaptureCursor json) {
    this.json = json;
  }

  Segment segment() throws CaptureFormatException {
    var draft = new SegmentDraft();
    json.object(draft::field);
    return new Segment(
        new Location(CHANNELS.of(draft.channel), draft.role, draft.index, draft.pointer),
        draft.text,
        draft.parameter);
  }

  Unscanned unscanned() throws CaptureFormatException {
    var draft = new UnscannedDraft();
    json.object(draft::field);
    return new Unscanned(draft.pointer, draft.reason);
  }

  private @Nullable Parameter parameter() throws CaptureFormatException {
    if (json.token() == JsonToken.VALUE_NULL) {
      return null;
    }
    var draft = new ParameterDraft();
    json.object(draft::field);
    return new Parameter(draft.tool, draft.path, KINDS.of(draft.kind));
  }

  private final class SegmentDraft {
    private String channel = "";
    private String role = "";
    private int index = -1;
    private String pointer = "";
    private String text = "";
    private @Nullable Parameter parameter;

    void field(String name) throws CaptureFormatException {
      switch (name) {
        case "channel" -> channel = json.text();
        case "role" -> role = json.text();
        case "index" -> index = json.integer();
        case "pointer" -> pointer = json.text();
        case "text" -> text = json.text();
        case "parameter" -> parameter = parameter();
        default -> json.skip();
      }
    }
  }

  private final class UnscannedDraft {
    private String pointer = "";
    private String reason = "";

    void field(String name) throws CaptureFormatException {
      switch (name) {
        case "pointer" -> pointer = json.text();
        case "reason" -> reason = json.text();
        default -> json.skip();
      }
    }
  }

  private final class ParameterDraft {
    private String tool = "";
    private String path = "";
    private String kind = "";

    void field(String name) throws CaptureFormatException {
      switch (name) {
        case "tool" -> tool = json.text();
        case "path" -> path = json.text();
        case "kind" -> kind = json.text();
        default -> json.skip();
      }
    }
  }
}
