package dev.keeptrail.gateway.repeat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for requests, so that none has to be kept: equal for equal requests, and made with a
 * key that this process alone has and that ends with it. Thread-safe.
 */
final class RequestMarks {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  RequestMarks() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
  }

  /**
   * The mark of a request.
   *
   * @param target whom it would be sent to
   * @param request who asks for what, as bytes that are equal for equal requests
   */
  String of(String target, byte[] request) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] asked = target.getBytes(StandardCharsets.UTF_8);
      // WHY: with the length in front, no end of a target can be taken for a request's beginning.
      mac.update((asked.length + ":").getBytes(StandardCharsets.US_ASCII));
      mac.update(asked);
      mac.update(request);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
