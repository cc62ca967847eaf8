package dev.keeptrail.ledger.evidence;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.Disclosure;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import dev.keeptrail.ledger.integrity.Salt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of a bundle's events. The event comes last, in canonical form, behind what its leaf is
 * made with: nothing (format 1), the salt of a whole event, or salts and hashes of shown and
 * withheld fields.
 *
 * @param event as it stands there
 * @param salt of a whole event of format 2
 * @param parts of an event with fields withheld
 */
record EventLine(long sequence, String event, @Nullable Salt salt, @Nullable Disclosure parts) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String EVENT = ",\"event\":";

  /** The line of an event that goes in without some of its fields, where it has them. */
  static EventLine of(long sequence, byte[] json, @Nullable Salt salt, Set<String> withheld)
      throws LedgerException {
    try {
      if (withheld.isEmpty()) {
        return new EventLine(sequence, text(json), salt, null);
      }
      if (salt == null) {
        throw new LedgerException(
            "event %d can only be shown as a whole: it was recorded by a build that did not commit"
                    .formatted(sequence)
                + " to single fields; begin after it, or withhold nothing");
      }
      Disclosure parts = Disclosure.of(json, salt, withheld);
      return parts.withheld().isEmpty()
          ? new EventLine(sequence, text(json), salt, null)
          : new EventLine(sequence, parts.event(), null, parts);
    } catch (UnreadableLeafException damaged) {
      throw new LedgerException("event " + sequence + " is damaged", damaged);
    }
  }

  /** What has no canonical form goes in as it is: the check will say that it is not right. */
  private static String text(byte[] json) {
    try {
      return canonical(json);
    } catch (UnreadableLeafException _) {
      return new String(json, StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads a line.
   *
   * @throws UnreadableLeafException when it is none
   */
  static EventLine parse(String line) throws UnreadableLeafException {
    try {
      JsonNode read = JSON.readTree(line);
      int at = line.indexOf(EVENT);
      if (at < 0 || !line.endsWith("}")) {
        throw Leaves.unreadable();
      }
      String event = line.substring(at + EVENT.length(), line.length() - 1);
      JsonNode salt = read.path("salt");
      JsonNode salts = read.path("salts");
      Disclosure parts =
          salts.isObject()
              ? new Disclosure(event, salts(salts), hashes(read.path("withheld")))
              : null;
      return new EventLine(
          read.path("sequence").asLong(0),
          event,
          salt.isString() ? Salt.parse(salt.stringValue()) : null,
          parts);
    } catch (JacksonException | IllegalArgumentException _) {
      throw Leaves.unreadable();
    }
  }

  private static SortedMap<String, Salt> salts(JsonNode json) {
    SortedMap<String, Salt> salts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one : json.properties()) {
      salts.put(one.getKey(), Salt.parse(one.getValue().asString("")));
    }
    return salts;
  }

  private static SortedMap<String, Hash> hashes(JsonNode json) {
    SortedMap<String, Hash> hashes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one : json.properties()) {
      hashes.put(one.getKey(), Hash.of(Base64.getDecoder().decode(one.getValue().asString(""))));
    }
    return hashes;
  }

  /** The fields that are not there. */
  Set<String> withheld() {
    return parts == null ? Set.of() : parts.withheld().keySet();
  }

  /** The hash of the leaf that this is of. */
  Hash leaf() throws UnreadableLeafException {
    return parts == null ? Leaves.hash(event.getBytes(StandardCharsets.UTF_8), salt) : parts.leaf();
  }

  /**
   * Whether this is how it is written, so that no two programs read it differently: no member
   * twice, none that means nothing, and the event in canonical form.
   */
  boolean isWrittenAs(String line) throws UnreadableLeafException {
    return line.equals(text()) && event.equals(canonical(event.getBytes(StandardCharsets.UTF_8)));
  }

  private static String canonical(byte[] json) throws UnreadableLeafException {
    return new String(Leaves.canonical(json), StandardCharsets.UTF_8);
  }

  /** As it is written, without a line break. */
  String text() {
    ObjectNode head = JSON.createObjectNode().put("sequence", sequence);
    Salt whole = salt;
    Disclosure shown = parts;
    if (whole != null) {
      head.put("salt", whole.toBase64());
    }
    if (shown != null) {
      ObjectNode hashes = head.putObject("withheld");
      shown.withheld().forEach((name, hash) -> hashes.put(name, hash.toBase64()));
      ObjectNode salts = head.putObject("salts");
      shown.salts().forEach((name, one) -> salts.put(name, one.toBase64()));
    }
    String written = head.toString();
    return written.substring(0, written.length() - 1) + EVENT + event + "}";
  }
}
