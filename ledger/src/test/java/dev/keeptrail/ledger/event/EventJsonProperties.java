package dev.keeptrail.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.keeptrail.ledger.integrity.LeafHasher;
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
    LeafHasher hasher = LeafHasher.ofOne();
    assertThat(hasher.hash(json, null)).isNotNull();
    assertThat(hasher.isTerse()).isTrue();
    assertThat(schema.validate(EventSchema.tree(event))).isEmpty();
  }

  @Provide
  Arbitrary<DecisionEvent> events() {
    return WildEvents.any();
  }
}
