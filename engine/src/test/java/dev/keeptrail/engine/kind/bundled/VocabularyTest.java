package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VocabularyTest {
  @Test
  void readsPhrasesAndChoices() {
    var words =
        Vocabulary.parse(
            """
            # nothing
            $HOW = how to|ways to
            [a]
            one two ; (red|blue|) car
            $HOW fly >12 far ; away
            rotor ~30 plan
            [b]
            (you|we) go => people go
            """);
    assertThat(words.names()).containsExactly("a", "b");
    assertThat(words.section("a").phrases())
        .containsExactly("one two", "red car", "blue car", "car");
    assertThat(words.section("a").beside())
        .containsExactly(
            new Vocabulary.Beside(
                List.of("how to fly", "ways to fly"), List.of("far", "away"), 12, false),
            new Vocabulary.Beside(List.of("rotor"), List.of("plan"), 30, true));
    assertThat(words.section("b").instead())
        .containsExactly(Map.entry("people go", List.of("you go", "we go")));
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> Vocabulary.parse("words")).hasMessageContaining("before any section");
    assertThatThrownBy(() -> Vocabulary.parse("[a]\n(b c")).hasMessageContaining("does not end");
    assertThatThrownBy(() -> Vocabulary.parse("[a]").section("b"))
        .isInstanceOf(IllegalStateException.class);
  }
}
