package dev.keeptrail.gateway.secrets;

/** A store of secrets that cannot be used. The message says why, and holds nothing of a secret. */
public final class SecretStoreException extends Exception {
  private static final long serialVersionUID = 1L;

  SecretStoreException(String problem) {
    super(problem, null, false, false);
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
