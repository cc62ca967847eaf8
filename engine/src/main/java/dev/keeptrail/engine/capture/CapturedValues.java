package dev.keeptrail.engine.capture;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the facts of a capture and their values. */
final class CapturedValues {
  private final CaptureCursor json;

  CapturedValues(CaptureCursor json) {
    this.json = json;
  }

  Fact fact() throws CaptureFormatException {
    var draft = new Draft();
    json.object(draft::field);
    FactType type =
        FactSchema.type(draft.type)
            .orElseThrow(() -> new CaptureFormatException("a fact in the capture is not known"));
    return new Fact(type, draft.pointer, draft.fields);
  }

  private Map<String, Value> entries() throws CaptureFormatException {
    Map<String, Value> entries = new LinkedHashMap<>();
    json.object(name -> entries.put(name, value()));
    return entries;
  }

  private Value value() throws CaptureFormatException {
    return switch (json.token()) {
      case START_OBJECT -> new Value.Mapping(entries());
      case START_ARRAY -> new Value.Sequence(json.list(this::value));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Decimal(json.number());
      case VALUE_TRUE, VALUE_FALSE -> new Value.Truth(json.flag());
      case VALUE_NULL -> new Value.Nothing();
      case VALUE_STRING -> new Value.Text(json.text());
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw CaptureCursor.contradiction();
    };
  }

  /** Fields come in any order. */
  private final class Draft {
    private String type = "";
    private String pointer = "";
    private Map<String, Value> fields = Map.of();

    void field(String name) throws CaptureFormatException {
      switch (name) {
        case "type" -> type = json.text();
        case "pointer" -> pointer = json.text();
        case "fields" -> fields = entries();
        default -> json.skip();
      }
    }
  }
}
