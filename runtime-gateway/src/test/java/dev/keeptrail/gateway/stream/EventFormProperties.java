package dev.keeptrail.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keeptrail.gateway.json.StrictJson;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event of a form is written as its tree would be, whatever text it says. */
final class EventFormProperties {
  private static ObjectNode chunk(String text) {
    ObjectNode chunk = JsonNodeFactory.instance.objectNode().put("id", "\"a\" \u00e4");
    chunk.putArray("choices").addObject().put("text", text).putNull("finish_reason");
    return chunk;
  }

  @Property(tries = 200)
  void theBytesAreThoseOfTheTree(@ForAll int[] letters) {
    var text = new StringBuilder();
    for (int letter : letters) {
      int point = Math.floorMod(letter, letter % 3 == 0 ? 0x30 : Character.MAX_CODE_POINT);
      text.appendCodePoint(Character.isSurrogate((char) point) ? 0xFFFD : point);
    }
    StreamEvent event = new EventForm("delta", EventFormProperties::chunk).event(text.toString());

    assertThat(event.name()).isEqualTo("delta");
    assertThat(event.json()).isEqualTo(StrictJson.write(chunk(text.toString())));
    assertThat(event.data()).isEqualTo(chunk(text.toString()));
  }

  @Example
  void aTextThatStandsTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventForm(null, text -> chunk(text).put("again", text)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventForm(null, text -> chunk("always the same")));
  }
}
