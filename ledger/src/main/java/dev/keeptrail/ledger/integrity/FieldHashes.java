package dev.keeptrail.ledger.integrity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keeptrail.ledger.integrity.CanonicalFields.Field;
import java.security.MessageDigest;

/**
 * Leaves of format 2, which commit to each field by itself. The hash of a field is SHA-256(salt of
 * the field ‖ {@code "name":value}); the leaf says {@code keeptrail-event-2}, a line break, and for
 * each field, in canonical order, its name as a JSON string and its hash. A text of format 1 begins
 * with a brace, so that no leaf is one of both. Of an event that is there as a whole, {@link
 * LeafHasher} makes the same.
 */
final class FieldHashes {
  static final byte[] BEGINNING = "keeptrail-event-2\n".getBytes(US_ASCII);

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
}
