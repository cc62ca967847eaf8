package dev.keeptrail.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.plan.PlanValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  private static final KindSchema SCHEMA =
      PolicyKinds.installed().find("prompt-injection").orElseThrow().schema();

  @Test
  void givesTheSchemasDefaultWhereThePlanSaysNothing() {
    var settings = new Settings(SCHEMA, PlanValue.Mapping.EMPTY);
    assertThat(settings.bool("encoding.decode_base64")).isTrue();
    assertThat(settings.decimal("detection.embedding_threshold")).isEqualTo(0.8);
    assertThat(settings.texts("detection.attack_patterns")).isEmpty();
    assertThat(settings.optionalText("response.message")).isEmpty();
  }

  @Test
  void givesThePlansValue() {
    var settings = settings("detection", Map.of("embedding_threshold", new PlanValue.Int(1)));
    assertThat(settings.decimal("detection.embedding_threshold")).isEqualTo(1.0);
  }

  @Test
  void refusesAValueOfAnotherType() {
    var settings = settings("encoding", Map.of("decode_base64", new PlanValue.Text("yes")));
    assertThatThrownBy(() -> settings.bool("encoding.decode_base64"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`encoding.decode_base64`");
  }

  @Test
  void refusesAWordThatIsNoneOfThoseThereAre() {
    var settings = settings("response", Map.of("action", new PlanValue.Text("hide")));
    assertThatThrownBy(() -> settings.text("response.action"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`response.action`");
  }

  @Test
  void refusesAPathThatTheSchemaDoesNotHave() {
    var settings = new Settings(SCHEMA, PlanValue.Mapping.EMPTY);
    assertThatThrownBy(() -> settings.bool("encoding.decode_base65"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`encoding.decode_base65`");
  }

  private static Settings settings(String block, Map<String, PlanValue> fields) {
    return new Settings(
        SCHEMA, new PlanValue.Mapping(Map.of(block, new PlanValue.Mapping(fields))));
  }
}
