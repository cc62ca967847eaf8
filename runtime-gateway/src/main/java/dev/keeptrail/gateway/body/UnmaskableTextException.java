package dev.keeptrail.gateway.body;

/**
 * A policy wants to mask something that stands where masking would change the shape of the body,
 * such as in an object key, or what it says, such as in an address. The exchange must be refused.
 */
public final class UnmaskableTextException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String parent;
  private final String policy;

  public UnmaskableTextException(String pointer, String policy) {
    super("text that cannot be masked", null, false, false);
    // The last step of the pointer is the key itself, which is what must not be repeated.
    this.parent = pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    this.policy = policy;
  }

  /** JSON Pointer of the object that has the key. */
  public String parent() {
    return parent;
  }

  public String policy() {
    return policy;
  }
}
