package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.argument.ArgumentSchemas;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden cases of `tool-validation` cannot show. */
final class ToolValidationTest {
  static List<Map<String, Object>> brokenSchemas() {
    return List.of(
        Map.of("type", "strng"),
        Map.of("required", "name"),
        Map.of("$ref", "#"),
        Map.of("$ref", "#/$defs/nowhere"),
        Map.of("$ref", "https://schemas.example/x.json"),
        Map.of("$ref", "file:///etc/hostname"),
        Map.of("$schema", "https://schemas.example/draft"),
        Map.of("$dynamicRef", "#"),
        Map.of("$ref", "#/%"),
        Map.of("properties", Map.of("a", Map.of("pattern", "(?=a)"))));
  }

  @ParameterizedTest
  @MethodSource("brokenSchemas")
  void aSchemaThatIsNoneIsRefusedWhenThePackIsLoaded(Map<String, Object> schema) {
    Packs pack = Packs.chain().with("tool-validation", "schemas", Map.of("wire", schema));
    assertThatThrownBy(() -> pack.load("reference"))
        .isInstanceOf(PlanLoadException.class)
        .hasMessageContaining("`wire`");
  }

  @Test
  void aFaultNamesKeywordAndPlaceAndNothingThatAModelWrote() {
    var schemas = schemas(Map.of("properties", Map.of("a", Map.of("maxLength", 3))));
    assertThat(schemas.fault("wire", arguments("private words"))).contains("maxLength at /a");
    assertThat(schemas.fault("wire", arguments("abc"))).isEmpty();
    assertThat(schemas.fault("other", arguments("private words"))).isEmpty();
  }

  /** What values those are is the model's to choose. */
  @ParameterizedTest
  @ValueSource(strings = {"#/$defs/nowhere", "#", "#/%"})
  void whatASchemaCannotBeAppliedToDoesNotFit(String reference) {
    var schemas = schemas(Map.of("properties", Map.of("a", Map.of("$dynamicRef", reference))));
    assertThat(schemas.fault("wire", arguments("abc"))).contains("the schema cannot be applied");
    assertThat(schemas.fault("wire", new Value.Mapping(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e19, -1e19, 9.3e18, 1e308})
  void wholeNumbersHaveBoundsHoweverLargeTheyAre(double number) {
    var arguments = new Value.Mapping(Map.of("a", new Value.Decimal(number)));
    for (String bound : List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) {
      var schemas = schemas(Map.of("properties", Map.of("a", Map.of("type", "integer", bound, 7))));
      assertThat(schemas.fault("wire", arguments).isPresent())
          .as(bound)
          .isEqualTo(bound.endsWith("aximum") ? number > 7 : number < 7);
    }
  }

  @Test
  void aSchemaHoldsForEveryNameThatCanBeReadAsItsTool() {
    var schemas = schemas(Map.of("properties", Map.of("a", Map.of("maxLength", 3))));
    for (String name : List.of("functions.wire", "mcp__bank__wire", "WIRE")) {
      assertThat(schemas.fault(name, arguments("private words"))).as(name).isPresent();
      assertThat(schemas.fault(name, arguments("abc"))).as(name).isEmpty();
    }
    assertThat(schemas.fault("rewire", arguments("private words"))).isEmpty();
  }

  @Test
  @Timeout(120)
  void aPatternTakesLinearTime() {
    var schemas = schemas(Map.of("properties", Map.of("a", Map.of("pattern", "^(a+)+$"))));
    long start = System.nanoTime();
    assertThat(schemas.fault("wire", arguments("a".repeat(100_000) + "!")))
        .contains("pattern at /a");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }

  private static Value arguments(String text) {
    return new Value.Mapping(Map.of("a", new Value.Text(text)));
  }

  private static ArgumentSchemas schemas(Map<String, Object> schema) {
    return new ArgumentSchemas(Map.of("wire", plan(schema)));
  }

  private static PlanValue plan(Object value) {
    return switch (value) {
      case String text -> new PlanValue.Text(text);
      case Integer number -> new PlanValue.Int(number);
      case Map<?, ?> entries -> {
        Map<String, PlanValue> values = new LinkedHashMap<>();
        entries.forEach((key, item) -> values.put((String) key, plan(item)));
        yield new PlanValue.Mapping(values);
      }
      default -> throw new IllegalArgumentException("no plan value: " + value);
    };
  }
}
