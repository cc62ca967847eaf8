package dev.keeptrail.ledger.integrity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keeptrail.ledger.integrity.CanonicalFields.Field;
import java.security.MessageDigest;

/**
 * Leaves of format 2, which commit to each field by itself. The hash of a field is SHA-256(salt of
 * the field ‖ {@code "name":value}); the leaf says {@code keeptrail-event-2}, a line break, and for
 * each field, in canonical order, its name as a JSON string and its hash. A text of format 1 begins
 * with a brace, so that no leaf is one of both.
 */
final class FieldHashes {
  private static final byte[] BEGINNING = "keeptrail-event-2\n".getBytes(US_ASCII);

  private static final int TYPICAL_NAME = 20;

  private final MessageDigest leaf = Hash.beginLeaf();
  private final MessageDigest field = Hash.sha256();

  FieldHashes() {
    leaf.update(BEGINNING);
  }

  /** The hash of a field. */
  byte[] hash(Salt salt, byte[] text, Field one) {
    salt.addTo(field);
    field.update(text, one.start(), one.end() - one.start());
    return field.digest();
  }

  /** Adds the next field to the leaf. */
  void add(byte[] text, Field one, byte[] hash) {
    leaf.update(text, one.start(), one.colon() - one.start());
    leaf.update(hash);
  }

  /** Adds the next field, of which nothing else is known. */
  void add(byte[] name, byte[] hash) {
    leaf.update(name);
    leaf.update(hash);
  }

  Hash leaf() {
    return Hash.endLeaf(leaf);
  }

  /** Of an event that is there as a whole. */
  static Hash leaf(CanonicalFields fields, Salt salt) {
    byte[] text = fields.text();
    // WHY: one long text is hashed faster than many short ones, and buffers are used again,
    // because this runs for every event there is.
    var content = new Bytes(BEGINNING.length + fields.all().size() * (Hash.LENGTH + TYPICAL_NAME));
    content.add(BEGINNING);
    Salt.Fields salts = salt.fields();
    MessageDigest field = Hash.sha256();
    byte[] buffer = new byte[Hash.LENGTH];
    for (Field one : fields.all()) {
      salts.write(text, one.start(), one.colon(), buffer);
      field.update(buffer, 0, Salt.LENGTH);
      field.update(text, one.start(), one.end() - one.start());
      Hash.digest(field, buffer);
      content.add(text, one.start(), one.colon());
      content.add(buffer);
    }
    return Hash.ofLeaf(content.shared(), content.size());
  }
}
