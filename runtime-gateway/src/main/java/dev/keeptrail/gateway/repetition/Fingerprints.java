package dev.keeptrail.gateway.repetition;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells callers apart by what some headers say. The headers may hold keys, so a fingerprint is made
 * with a key that this process alone has and that ends with it. Thread-safe.
 */
final class Fingerprints {
  private static final String ALGORITHM = "HmacSHA256";

  private final List<String> fields;
  private final SecretKeySpec key;

  Fingerprints(List<String> fields) {
    this.fields = List.copyOf(fields);
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
  }

  String of(Headers headers) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (String field : fields) {
        List<String> values = headers.values(field);
        // WHY: with counts and lengths in front, no two different requests read alike.
        update(mac, field + ':' + values.size());
        values.forEach(value -> update(mac, value));
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void update(Mac mac, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    mac.update(bytes);
  }
}
