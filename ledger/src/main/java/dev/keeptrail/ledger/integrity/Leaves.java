package dev.keeptrail.ledger.integrity;

/** What an event is in the tree: its JSON in canonical form (RFC 8785). Stateless. */
public final class Leaves {
  private Leaves() {}

  /**
   * The hash of an event's leaf.
   *
   * @param json the event as it is recorded, UTF-8
   * @throws UnreadableLeafException when it is no JSON with a canonical form
   */
  public static Hash hash(byte[] json) throws UnreadableLeafException {
    return Hash.ofLeaf(canonical(json));
  }

  /**
   * The canonical form.
   *
   * @throws UnreadableLeafException when it is no JSON with one
   */
  public static byte[] canonical(byte[] json) throws UnreadableLeafException {
    return CanonicalForm.of(json);
  }

  /** What stands in the ledger is no JSON. */
  public static final class UnreadableLeafException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableLeafException() {
      super("the event is no JSON with a canonical form");
    }
  }
}
