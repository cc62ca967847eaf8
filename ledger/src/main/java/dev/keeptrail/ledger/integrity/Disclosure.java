package dev.keeptrail.ledger.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keeptrail.ledger.integrity.CanonicalFields.Field;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Some fields of an event, and what proves that the others are there. Nothing can be learnt of a
 * field that is withheld but its name.
 *
 * @param event the fields that are shown: JSON in canonical form
 * @param salts of the fields that are shown, by name
 * @param withheld hashes of the others, by name
 */
public record Disclosure(
    String event, SortedMap<String, Salt> salts, SortedMap<String, Hash> withheld) {
  public Disclosure {
    salts = new TreeMap<>(salts);
    withheld = new TreeMap<>(withheld);
  }

  /**
   * Leaves fields of an event out.
   *
   * @param names what to withhold; names that the event has not count for nothing
   */
  public static Disclosure of(byte[] json, Salt salt, Set<String> names)
      throws UnreadableLeafException {
    CanonicalFields fields = CanonicalForm.fields(json);
    byte[] text = fields.text();
    var hashes = new FieldHashes();
    Salt.Fields salts = salt.fields();
    SortedMap<String, Salt> shown = new TreeMap<>();
    SortedMap<String, Hash> withheld = new TreeMap<>();
    var event = new Bytes(text.length);
    event.add('{');
    for (Field one : fields.all()) {
      Salt own = salts.of(text, one.start(), one.colon());
      String name = fields.name(one);
      if (names.contains(name)) {
        withheld.put(name, Hash.of(hashes.hash(own, text, one)));
      } else {
        shown.put(name, own);
        if (event.size() > 1) {
          event.add(',');
        }
        event.add(text, one.start(), one.end());
      }
    }
    event.add('}');
    return new Disclosure(new String(event.toArray(), UTF_8), shown, withheld);
  }

  /**
   * The hash of the whole event's leaf.
   *
   * @throws UnreadableLeafException when the event is none, a salt is missing or there is one too
   *     many, or a field is shown and withheld
   */
  public Hash leaf() throws UnreadableLeafException {
    CanonicalFields fields = CanonicalForm.fields(event.getBytes(UTF_8));
    byte[] text = fields.text();
    Map<String, Field> shown = new TreeMap<>();
    for (Field one : fields.all()) {
      String name = fields.name(one);
      if (!salts.containsKey(name) || withheld.containsKey(name)) {
        throw new UnreadableLeafException();
      }
      shown.put(name, one);
    }
    if (shown.size() != salts.size()) {
      throw new UnreadableLeafException();
    }
    Set<String> names = new java.util.TreeSet<>(shown.keySet());
    names.addAll(withheld.keySet());
    var hashes = new FieldHashes();
    for (String name : names) {
      @Nullable Field one = shown.get(name);
      @Nullable Salt salt = salts.get(name);
      @Nullable Hash hash = withheld.get(name);
      if (one != null && salt != null) {
        hashes.add(text, one, hashes.hash(salt, text, one));
      } else if (hash != null) {
        hashes.add(CanonicalText.quoted(name), hash.toBytes());
      }
    }
    return hashes.leaf();
  }
}
