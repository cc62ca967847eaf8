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
  private MessageDigest digest = Hash.sha256();
  private final byte[] hash = new byte[Hash.LENGTH];

  /** A salt, and a field behind it. */
  private final Bytes field = new Bytes(TYPICAL_FIELD);

  private final Bytes leaf = new Bytes(TYPICAL_LEAF);

  private final @Nullable SeenFields seen;

  /** Whether the last event was read field by field. */
  private boolean byField;

  private LeafHasher(boolean many) {
    seen = many ? new SeenFields(outline) : null;
  }

  /** For an event by itself. */
  public static LeafHasher ofOne() {
    return new LeafHasher(false);
  }

  /** For events that are alike. */
  public static LeafHasher ofMany() {
    return new LeafHasher(true);
  }

  /**
   * The hash of an event's leaf.
   *
   * @param json the event as it is recorded, UTF-8
   * @param salt that lies beside it; null for an event of format 1
   * @throws UnreadableLeafException when it is no JSON with a canonical form
   */
  public Hash hash(byte[] json, @Nullable Salt salt) throws UnreadableLeafException {
    byField = false;
    // WHY: one that the interpreter ran once wipes a table of 256 bytes with each hash ever after.
    digest = Hash.sha256();
    leaf.cut(0);
    leaf.add((char) Hash.LEAF);
    if (salt == null) {
      outline.read(json);
      new CanonicalForm(json, outline, leaf).value(0);
    } else if (seen != null && seen.read(json)) {
      byField = true;
      leaf.add(FieldHashes.BEGINNING);
      for (int index = 0; index < seen.size(); index++) {
        add(seen.get(index), salt);
      }
    } else {
      outline.read(json);
      leaf.add(FieldHashes.BEGINNING);
      var form = new CanonicalForm(json, outline, field);
      for (int member : form.fields()) {
        add(form, member, salt);
      }
    }
    digest(leaf.shared(), leaf.size());
    return Hash.of(hash);
  }

  /**
   * Whether the last event stands there as gateways write events, so that equal texts in it are
   * equal bytes. One with spaces or escapes that nobody needs has the same leaf.
   */
  public boolean isTerse() {
    if (!byField || seen == null) {
      return outline.isTerse();
    }
    boolean terse = true;
    for (int index = 0; index < seen.size(); index++) {
      terse &= seen.standing(index).isTerse();
    }
    return terse;
  }

  /** How many fields the last event has; 0 where that was not found out. */
  public int fields() {
    return byField && seen != null ? seen.size() : 0;
  }

  /**
   * Where the value of a field of the last event ends.
   *
   * @param index among the fields as they stand there
   */
  public int fieldEnd(int index) {
    return known().end(index);
  }

  /** What was noted about an equal field; null for nothing. */
  public @Nullable FieldNote note(int index) {
    return known().standing(index).note;
  }

  /** Notes it about every field that is equal to this one of the last event. */
  public void note(int index, FieldNote note) {
    known().standing(index).note = note;
  }

  private SeenFields known() {
    if (!byField || seen == null) {
      throw new IllegalStateException("the last event was not read field by field");
    }
    return seen;
  }

  private void add(CanonicalForm form, int member, Salt salt) throws UnreadableLeafException {
    field.cut(0);
    salt.addTo(field);
    form.name(member);
    int colon = field.size();
    field.add(':');
    form.value(member);
    add(field.shared(), colon, field.size());
  }

  private void add(SeenFields.Field one, Salt salt) {
    byte[] salted = one.salted();
    salt.copyTo(salted);
    add(salted, one.colon(), salted.length);
  }

  /**
   * The field that lies behind the event's salt.
   *
   * @param colon where the one behind its name lies
   * @param end of its value
   */
  private void add(byte[] salted, int colon, int end) {
    digest(salted, colon);
    System.arraycopy(hash, 0, salted, 0, Salt.LENGTH);
    digest(salted, end);
    leaf.add(salted, Salt.LENGTH, colon);
    leaf.add(hash);
  }

  private void digest(byte[] text, int size) {
    digest.update(text, 0, size);
    Hash.digest(digest, hash);
  }
}
