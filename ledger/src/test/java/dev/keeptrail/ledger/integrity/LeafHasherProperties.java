package dev.keeptrail.ledger.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Matcher.quoteReplacement;
import static java.util.regex.Pattern.quote;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

  /** What was not written by a writer of events says so, though its leaf is the same. */
  @Test
  void otherCharactersThatSayTheSameAreSeen() throws Exception {
    String all =
        IntStream.rangeClosed(0, 130).mapToObj(Character::toString).collect(joining())
            + "\u2028\ufeff\ud83d\ude00";
    byte[] entry =
        AdministrativeJson.toBytes(
            new AdministrativeEvent(
                "adm_1",
                Instant.EPOCH,
                "pack.loaded",
                new Actor("user", all),
                all,
                Map.of(all, all)));
    assertThat(isTerse(entry)).isTrue();
    String written = new String(entry, UTF_8);
    for (String slip :
        List.of("a:\\u0061", "/:\\/", "\\n:\\u000A", "\\u001F:\\u001f", ",\":, \"")) {
      String[] pair = slip.split(":", 2);
      String other = written.replaceFirst(quote(pair[0]), quoteReplacement(pair[1]));
      assertThat(other).isNotEqualTo(written);
      assertThat(isTerse(other.getBytes(UTF_8))).as(slip).isFalse();
    }
  }

  private static boolean isTerse(byte[] json) throws UnreadableLeafException {
    LeafHasher one = LeafHasher.ofOne();
    LeafHasher many = LeafHasher.ofMany();
    for (LeafHasher hasher : List.of(one, many, many)) {
      assertThat(hasher.hash(json, SALT)).isNotNull();
    }
    assertThat(many.isTerse()).isEqualTo(one.isTerse());
    return one.isTerse();
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
