package dev.keeptrail.language.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void writesNestedValuesOnOneLine() {
    JsonWriter json = JsonWriter.compact().beginObject();
    json.name("a").beginArray().value(1).value(true).value((String) null).value(0.5).endArray();
    json.name("b").beginObject().endObject().endObject();
    assertThat(json).hasToString("{\"a\":[1,true,null,0.5],\"b\":{}}");
  }

  @Test
  void escapesWhatJsonOrATerminalWouldTakeAsACommand() {
    assertThat(JsonWriter.compact().value("\"\\\n\r\t\u0001\u001b\u009b\u2028\u202eé日"))
        .hasToString("\"\\\"\\\\\\n\\r\\t\\u0001\\u001b\\u009b\\u2028\\u202eé日\"");
  }

  @Test
  void refusesNumbersThatJsonLacks() {
    JsonWriter json = JsonWriter.compact();
    assertThatThrownBy(() -> json.value(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
