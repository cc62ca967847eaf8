package dev.keeptrail.gateway.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The token callers must show. Compares in constant time and never shows itself. */
public final class ApiToken {
  private final byte[] token;

  private ApiToken(byte[] token) {
    this.token = token;
  }

  /**
   * Takes the text callers must send.
   *
   * @throws IllegalArgumentException when the token is blank
   */
  public static ApiToken of(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("the token is empty");
    }
    return new ApiToken(token.getBytes(StandardCharsets.UTF_8));
  }

  public boolean matches(String presented) {
    return MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ApiToken[***]";
  }
}
