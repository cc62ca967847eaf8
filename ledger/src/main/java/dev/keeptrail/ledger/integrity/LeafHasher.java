package dev.keeptrail.ledger.integrity;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Makes the leaves of whole events, one after the other, as {@link Leaves} and {@link FieldHashes}
 * describe them. This runs for every event there is, so that lists and buffers are used again, and
 * what is hashed lies in one piece. One thread.
 */
public final class LeafHasher {
  private static final int TYPICAL_FIELD = 1_024;
  private static final int TYPICAL_LEAF = 2_048;

  private final JsonOutline outline = new JsonOutline();
  private final MessageDigest digest = Hash.sha256();
  private final byte[] hash = new byte[Hash.LENGTH];

  /** The salt of a field, its name, a colon and its value. */
  private final Bytes field = new Bytes(TYPICAL_FIELD);

  private final Bytes leaf = new Bytes(TYPICAL_LEAF);

  /**
   * The hash of an event's leaf.
   *
   * @param json the event as it is recorded, UTF-8
   * @param salt that lies beside it; null for an event of format 1
   * @throws UnreadableLeafException when it is no JSON with a canonical form
   */
  public Hash hash(byte[] json, @Nullable Salt salt) throws UnreadableLeafException {
    outline.read(json);
    leaf.cut(0);
    leaf.add((char) Hash.LEAF);
    if (salt == null) {
      new CanonicalForm(json, outline, leaf).value(0);
    } else {
      leaf.add(FieldHashes.BEGINNING);
      var form = new CanonicalForm(json, outline, field);
      for (int member : form.fields()) {
        add(form, member, salt);
      }
    }
    digest(leaf, leaf.size());
    return Hash.of(hash);
  }

  private void add(CanonicalForm form, int member, Salt salt) throws UnreadableLeafException {
    field.cut(0);
    salt.addTo(field);
    form.name(member);
    int colon = field.size();
    digest(field, colon);
    field.replaceFirst(hash, Salt.LENGTH);
    field.add(':');
    form.value(member);
    digest(field, field.size());
    leaf.add(field.shared(), Salt.LENGTH, colon);
    leaf.add(hash);
  }

  private void digest(Bytes text, int size) {
    digest.update(text.shared(), 0, size);
    Hash.digest(digest, hash);
  }
}
