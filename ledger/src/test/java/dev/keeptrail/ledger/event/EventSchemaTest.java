package dev.keeptrail.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class EventSchemaTest {
  private static final List<String> OPTIONAL =
      List.of("tags", "assignee", "restorations", "caller", "cache", "build");
  private static final List<String> OPTIONAL_INSIDE =
      List.of(
          "commit",
          "priced_as",
          "detectors",
          "cached_input_tokens",
          "reasoning_tokens",
          "estimated",
          "user",
          "team",
          "org",
          "agent",
          "consumer_group");

  private final Schema schema = EventSchema.load();

  @Test
  void acceptsWhatIsWritten() {
    assertThat(schema.validate(tree())).isEmpty();
    assertThat(
            schema.validate(
                EventSchema.tree(
                    SampleEvents.allowed("evt_01KAR3V0000000000000000000", SampleEvents.NOON))))
        .isEmpty();
  }

  @Test
  void acceptsAnEventThatRulesAddedNothingTo() {
    ObjectNode event = (ObjectNode) tree();
    event.remove(OPTIONAL);
    assertThat(schema.validate(event)).isEmpty();
  }

  @Test
  void refusesEveryFieldThatIsMissing() {
    int objects = objects(tree()).size();
    assertThat(objects).isGreaterThan(10);
    for (int index = 0; index < objects; index++) {
      for (String name : List.copyOf(objects(tree()).get(index).propertyNames())) {
        JsonNode event = tree();
        ObjectNode object = objects(event).get(index);
        if (object.equals(event.path("tags"))
            || (index == 0 && OPTIONAL.contains(name))
            || OPTIONAL_INSIDE.contains(name)) {
          continue;
        }
        object.remove(name);
        assertThat(schema.validate(event)).as("without " + name).isNotEmpty();
      }
    }
  }

  @Test
  void refusesAFieldTooManyInEveryObject() {
    int objects = objects(tree()).size();
    for (int index = 0; index < objects; index++) {
      JsonNode event = tree();
      ObjectNode object = objects(event).get(index);
      object.put("surplus", 1);
      assertThat(schema.validate(event)).as("surplus in " + object).isNotEmpty();
    }
  }

  private static JsonNode tree() {
    return EventSchema.tree(SampleEvents.full());
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> found = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      found.add(object);
    }
    for (JsonNode child : node) {
      found.addAll(objects(child));
    }
    return found;
  }
}
