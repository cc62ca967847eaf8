package dev.keeptrail.gateway.refusal;

/** Whose matter an error is; the {@code type} of the error body. */
public enum ErrorType {
  /** The caller's request cannot be understood or is not allowed by the protocol. */
  VALIDATION_ERROR("validation_error"),
  /** The caller did not show the gateway's token. */
  AUTHENTICATION_ERROR("authentication_error"),
  /** A policy refused. */
  POLICY_VIOLATION("policy_violation"),
  /** Too much in too short a time. */
  RATE_LIMIT("rate_limit"),
  /** The provider failed. */
  UPSTREAM_ERROR("upstream_error"),
  /** The gateway has no room, or is starting or stopping. */
  OVERLOADED("overloaded"),
  /** The gateway itself failed. */
  INTERNAL_ERROR("internal_error");

  private final String word;

  ErrorType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
