package dev.keeptrail.ledger.integrity;

import org.jspecify.annotations.Nullable;

/**
 * What an event is in the tree. In format 1, of ledgers before version 3, a leaf is the event's
 * JSON in canonical form (RFC 8785); in format 2 it is made of hashes of its fields, each with a
 * salt. Stateless.
 */
public final class Leaves {
  private Leaves() {}

  /**
   * The hash of an event's leaf.
   *
   * @param json the event as it is recorded, UTF-8
   * @param salt that lies beside it; null for an event of format 1
   * @throws UnreadableLeafException when it is no JSON with a canonical form
   */
  public static Hash hash(byte[] json, @Nullable Salt salt) throws UnreadableLeafException {
    return LeafHasher.ofOne().hash(json, salt);
  }

  /** The leaf of an event that is to be recorded, under a new salt. */
  public static SaltedLeaf fresh(byte[] json) throws UnreadableLeafException {
    Salt salt = Salt.fresh();
    return new SaltedLeaf(hash(json, salt), salt);
  }

  /**
   * The canonical form.
   *
   * @throws UnreadableLeafException when it is no JSON with one
   */
  public static byte[] canonical(byte[] json) throws UnreadableLeafException {
    return CanonicalForm.of(json);
  }

  /** That something is no event. */
  public static UnreadableLeafException unreadable() {
    return new UnreadableLeafException();
  }

  /** What stands in the ledger is no JSON. */
  public static final class UnreadableLeafException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableLeafException() {
      super("the event is no JSON with a canonical form");
    }
  }
}
