package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.event.WildEvents;
import dev.keeptrail.ledger.integrity.LeafHasher;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import dev.keeptrail.ledger.integrity.Salt;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a check reads out of an event is what was written beside it. */
final class EventCopyProperties {
  private static final LeafHasher MANY = LeafHasher.ofMany();

  @Property(tries = 300)
  void aCopyOfTheJsonSaysWhatTheEventSays(@ForAll("events") DecisionEvent event)
      throws UnreadableLeafException {
    byte[] json = EventJson.toBytes(event);
    EventCopy copy = EventCopy.of(json);

    assertThat(copy.filing()).isEqualTo(Filing.of(event));
    assertThat(copy.policies()).isEqualTo(event.decidingPolicies());
    assertThat(
            copy.matches(
                event.id(), EventTimestamp.toMicros(event.timestamp()), event.verdict(), null))
        .isTrue();

    Salt salt = Leaves.fresh(json).salt();
    assertThat(MANY.hash(json, salt)).isEqualTo(Leaves.hash(json, salt));
    assertThat(MANY.fields()).isPositive();
    assertThat(EventCopy.of(json, MANY)).isEqualTo(copy);
    assertThat(EventCopy.of(json, MANY)).as("from what was noted").isEqualTo(copy);
  }

  @Provide
  Arbitrary<DecisionEvent> events() {
    return WildEvents.any();
  }
}
