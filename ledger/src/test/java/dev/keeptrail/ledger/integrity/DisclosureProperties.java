package dev.keeptrail.ledger.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.event.SampleEvents;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Leaves of format 2 against their description, and events that are shown in part. */
final class DisclosureProperties {
  private static final byte[] EVENT = EventJson.toBytes(SampleEvents.full());
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Salt SALT =
      Salt.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

  /** As the reference describes it, written down once more and without haste. */
  private static Hash described(byte[] json) throws Exception {
    JsonNode event = JSON.readTree(json);
    var leaf = new ByteArrayOutputStream();
    leaf.write(0);
    leaf.write("keeptrail-event-2\n".getBytes(UTF_8));
    for (String name : new TreeSet<>(event.propertyNames())) {
      byte[] quoted = ("\"" + name + "\"").getBytes(UTF_8);
      MessageDigest derived = MessageDigest.getInstance("SHA-256");
      derived.update(SALT.toBytes());
      byte[] salt = Arrays.copyOf(derived.digest(quoted), 16);
      MessageDigest field = MessageDigest.getInstance("SHA-256");
      field.update(salt);
      field.update(quoted);
      field.update((byte) ':');
      field.update(Leaves.canonical(JSON.writeValueAsBytes(event.path(name))));
      leaf.write(quoted);
      leaf.write(field.digest());
    }
    return Hash.of(MessageDigest.getInstance("SHA-256").digest(leaf.toByteArray()));
  }

  private static Set<String> names() {
    return new TreeSet<>(JSON.readTree(EVENT).propertyNames());
  }

  @Example
  void aLeafIsWhatTheReferenceSays() throws Exception {
    assertThat(Leaves.hash(EVENT, SALT)).isEqualTo(described(EVENT));
    byte[] other =
        "{ \"b\": [1.0, {\"d\":2,\"c\":null}], \"a\\u0022\": \"\u00e4\" }".getBytes(UTF_8);
    assertThat(Leaves.hash(other, SALT)).isNotEqualTo(Leaves.hash(EVENT, SALT));
    assertThat(Leaves.hash(other, SALT))
        .isEqualTo(
            Leaves.hash(
                "{\"a\\\"\":\"\u00e4\",\"b\":[1,{\"c\":null,\"d\":2}]}".getBytes(UTF_8), SALT));
  }

  /** The same leaf, whatever is left out; and nothing of what is left out is there. */
  @Property(tries = 200)
  void whatIsShownLeadsToTheLeafOfTheWhole(@ForAll @Size(max = 12) Set<Byte> which)
      throws Exception {
    Set<String> withheld = chosen(which);
    Disclosure shown = Disclosure.of(EVENT, SALT, withheld);
    assertThat(shown.leaf()).isEqualTo(Leaves.hash(EVENT, SALT));
    assertThat(shown.withheld().keySet()).isEqualTo(withheld);
    Set<String> left = names();
    left.removeAll(withheld);
    assertThat(new TreeSet<>(JSON.readTree(shown.event()).propertyNames())).isEqualTo(left);
    assertThat(shown.salts().keySet()).isEqualTo(left);
  }

  private static Set<String> chosen(Set<Byte> which) {
    var all = names().toArray(String[]::new);
    Set<String> chosen = new TreeSet<>();
    which.forEach(one -> chosen.add(all[Math.floorMod(one, all.length)]));
    return chosen;
  }

  @Example
  void whatIsChangedLeadsElsewhere() throws Exception {
    Disclosure shown = Disclosure.of(EVENT, SALT, Set.of("model", "caller", "tags"));
    Hash leaf = shown.leaf();
    SortedMap<String, Hash> hashes = new TreeMap<>(shown.withheld());
    hashes.put("model", Hash.ofNothing());
    assertThat(new Disclosure(shown.event(), shown.salts(), hashes).leaf()).isNotEqualTo(leaf);
    SortedMap<String, Hash> swapped = new TreeMap<>(shown.withheld());
    swapped.put("model", shown.withheld().get("tags"));
    swapped.put("tags", shown.withheld().get("model"));
    assertThat(new Disclosure(shown.event(), shown.salts(), swapped).leaf()).isNotEqualTo(leaf);
    SortedMap<String, Hash> fewer = new TreeMap<>(shown.withheld());
    fewer.remove("tags");
    assertThat(new Disclosure(shown.event(), shown.salts(), fewer).leaf()).isNotEqualTo(leaf);
    String other = shown.event().replace("\"redact\"", "\"block\"");
    assertThat(new Disclosure(other, shown.salts(), shown.withheld()).leaf()).isNotEqualTo(leaf);
    SortedMap<String, Salt> salts = new TreeMap<>(shown.salts());
    salts.put("verdict", SALT);
    assertThat(new Disclosure(shown.event(), salts, shown.withheld()).leaf()).isNotEqualTo(leaf);
  }

  @Example
  void whatDoesNotFitTogetherIsRefused() throws Exception {
    Disclosure shown = Disclosure.of(EVENT, SALT, Set.of("model"));
    SortedMap<String, Hash> both = new TreeMap<>(shown.withheld());
    both.put("verdict", Hash.ofNothing());
    SortedMap<String, Salt> without = new TreeMap<>(shown.salts());
    without.remove("verdict");
    SortedMap<String, Salt> surplus = new TreeMap<>(shown.salts());
    surplus.put("model", SALT);
    for (Disclosure wrong :
        new Disclosure[] {
          new Disclosure(shown.event(), shown.salts(), both),
          new Disclosure(shown.event(), without, shown.withheld()),
          new Disclosure(shown.event(), surplus, shown.withheld()),
          new Disclosure("[]", shown.salts(), shown.withheld()),
          new Disclosure("{\"a\":1,\"a\":1}", new TreeMap<>(), new TreeMap<>()),
        }) {
      assertThatThrownBy(wrong::leaf).isInstanceOf(UnreadableLeafException.class);
    }
  }

  @Example
  void saltsAreNewForEachEventAndDoNotPrintThemselves() throws Exception {
    Set<Salt> salts = new HashSet<>();
    for (int at = 0; at < 100; at++) {
      salts.add(Leaves.fresh(EVENT).salt());
    }
    assertThat(salts).hasSize(100);
    assertThat(SALT.toString()).isEqualTo("salt");
  }
}
