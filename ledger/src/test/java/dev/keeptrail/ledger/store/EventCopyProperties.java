package dev.keeptrail.ledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.event.WildEvents;
import dev.keeptrail.ledger.integrity.LeafHasher;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import dev.keeptrail.ledger.integrity.Salt;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a check reads out of an event is what was written beside it. */
final class EventCopyProperties {
  private static final LeafHasher MANY = LeafHasher.ofMany();

  /** What is read, what is not, and what cannot be. */
  private static final List<String> FIELDS =
      List.of(
          "\"id\":\"a\"",
          "\"id\": \"a\\u0000b\"",
          "\"\\u0069d\":\"b\"",
          "\"id\":7",
          "\"timestamp\":\"2026-10-01T00:00:03.750000Z\"",
          "\"timestamp\":\"yesterday\"",
          "\"verdict\":\"block\"",
          "\"action\":\"pack.activated\"",
          "\"actor\":{\"name\":\"me\"}",
          "\"actor\":\"me\"",
          "\"model\":\"" + "m".repeat(300) + "\"",
          "\"decisive_policy\":\"p\"",
          "\"pack\":{\"name\":\"n\",\"digest\":\"d\"}",
          "\"policy_results\":[{\"policy\":\"q\",\"action\":\"block\"},7]",
          "\"policy_results\":[{\"policy\":\"q\",\"action\":\"allow\"}]",
          "\"usage\":{\"total_tokens\":5}",
          "\"usage\":{\"total_tokens\":1e3}",
          "\"cost\":{\"total_usd\":null}",
          "\"cost\":{\"total_usd\":0.5}",
          "\"latency\":{\"total_micros\":2100}",
          "\"latency\":{\"total_micros\":9e300}",
          "\"findings\":[]");

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

  @Property(tries = 500)
  void whatIsWrongInAFieldIsReadAsInAWholeEvent(@ForAll("fields") List<List<String>> events) {
    LeafHasher many = LeafHasher.ofMany();
    Salt salt = Salt.of(new byte[Salt.LENGTH]);
    for (List<String> fields : events) {
      byte[] json = ("{" + String.join(",", fields) + "}").getBytes(UTF_8);
      try {
        assertThat(many.hash(json, salt)).isNotNull();
      } catch (UnreadableLeafException _) {
        // No check goes by what such an event says.
        continue;
      }
      assertThat(EventCopy.of(json, many)).as("%s", fields).isEqualTo(EventCopy.of(json));
    }
  }

  @Provide
  Arbitrary<List<List<String>>> fields() {
    return Arbitraries.of(FIELDS).list().ofMaxSize(5).list().ofMinSize(2).ofMaxSize(12);
  }

  @Provide
  Arbitrary<DecisionEvent> events() {
    return WildEvents.any();
  }
}
