package dev.keeptrail.ledger.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is known of events before changes no leaf. */
final class LeafHasherProperties {
  private static final Salt SALT = Salt.of("0123456789abcdef".getBytes(UTF_8));

  /** Beginnings of each other, disorder, spaces, slips, names twice in an event. */
  private static final List<String> FIELDS =
      List.of(
          "\"a\":1",
          "\"a\":12",
          "\"a\": 1",
          "\"a\":01",
          "\"aa\":1",
          "\"b\":{\"d\":1,\"c\":2}",
          "\"b\":{\"c\":1,\"c\":2}",
          "\"b\":{\"d\":1,\"c\":2} ",
          "\"c\":\"x\"",
          "\"c\":\"x",
          "\"c\":\"\\ud800\"",
          "\"\\u0061\":1",
          "\"é\":1",
          "\"d\":1.3E-4",
          "\"d\":-0.0",
          "\"e\":[1,{\"z\":0,\"y\":1}]",
          "\"f\":tru",
          "\"long\":\"" + "y".repeat(3_000) + "\"",
          "\"\":null",
          "");

  @Provide
  Arbitrary<List<List<String>>> events() {
    return Arbitraries.of(FIELDS).list().ofMaxSize(4).list().ofMinSize(2).ofMaxSize(12);
  }

  @Property(tries = 500)
  void manyInARowHaveTheLeavesThatEachHasByItself(@ForAll("events") List<List<String>> events) {
    LeafHasher many = LeafHasher.ofMany();
    for (List<String> fields : events) {
      String event = "{" + String.join(",", fields) + "}";
      assertThat(outcome(many, event)).as(event).isEqualTo(outcome(LeafHasher.ofOne(), event));
    }
  }

  @Test
  void whatStandsBehindAnEventIsSeen() {
    LeafHasher many = LeafHasher.ofMany();
    for (String event :
        List.of("{\"a\":1}", "{\"a\":1}x", "{\"a\":1", "{\"a\":1},", "{", "", "[]")) {
      assertThat(outcome(many, event)).as(event).isEqualTo(outcome(LeafHasher.ofOne(), event));
    }
    assertThat(outcome(many, "{\"a\":1}")).isNotEqualTo("none");
    assertThat(outcome(many, "{\"a\":1}x")).isEqualTo("none");
  }

  @Test
  void eventsMayHaveMoreFieldsThanAreKnown() {
    var event = new StringBuilder("{");
    for (int field = 0; field < 100; field++) {
      event.append(field == 0 ? "" : ",").append("\"f").append(field).append("\":").append(field);
    }
    String whole = event.append('}').toString();
    LeafHasher many = LeafHasher.ofMany();
    for (int time = 0; time < 2; time++) {
      assertThat(outcome(many, whole))
          .isNotEqualTo("none")
          .isEqualTo(outcome(LeafHasher.ofOne(), whole));
    }
  }

  private static String outcome(LeafHasher hasher, String event) {
    try {
      return hasher.hash(event.getBytes(UTF_8), SALT).toString();
    } catch (UnreadableLeafException _) {
      return "none";
    }
  }
}
