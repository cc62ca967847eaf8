package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.event.WildEvents;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a check reads out of an event is what was written beside it. */
final class EventCopyProperties {
  @Property(tries = 300)
  void aCopyOfTheJsonSaysWhatTheEventSays(@ForAll("events") DecisionEvent event) {
    EventCopy copy = EventCopy.of(EventJson.toBytes(event));

    assertThat(copy.filing()).isEqualTo(Filing.of(event));
    assertThat(copy.policies()).isEqualTo(event.decidingPolicies());
    assertThat(
            copy.matches(
                event.id(), EventTimestamp.toMicros(event.timestamp()), event.verdict(), null))
        .isTrue();
  }

  @Provide
  Arbitrary<DecisionEvent> events() {
    return WildEvents.any();
  }
}
