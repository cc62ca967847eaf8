package dev.keeptrail.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class ChoicesTest {
  private static ObjectNode choice(int index) {
    return JsonNodeFactory.instance.objectNode().put("index", index);
  }

  @Test
  void aChoiceStandsAtItsPlaceBeforeThoseInFrontOfItHaveBegun() throws Exception {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    var choices = new Choices(answer, ChoicesTest::choice);
    choices.of(choice(2)).put("finish_reason", "stop");

    choices.show();

    assertThat(answer.at("/choices/2/finish_reason").asString()).isEqualTo("stop");
    assertThat(answer.at("/choices/0")).isEqualTo(choice(0));
    assertThat(choices.areComplete()).isFalse();
  }
}
