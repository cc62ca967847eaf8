package dev.keeptrail.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class EventJsonProperties {
  private final Schema schema = EventSchema.load();

  @Property(tries = 300)
  void everyEventComesBackEqualAndFitsTheSchema(@ForAll("events") DecisionEvent event)
      throws Exception {
    byte[] json = EventJson.toBytes(event);
    assertThat(EventJson.read(json)).isEqualTo(event);
    assertThat(EventJson.toBytes(EventJson.read(json))).isEqualTo(json);
    assertThat(schema.validate(EventSchema.tree(event))).isEmpty();
  }

  @Provide
  Arbitrary<DecisionEvent> events() {
    return WildEvents.any();
  }
}
