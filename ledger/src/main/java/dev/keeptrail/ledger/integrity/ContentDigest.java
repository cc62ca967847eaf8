package dev.keeptrail.ledger.integrity;

import java.security.MessageDigest;
import java.util.HexFormat;

/** What entries of the trail say of something that is too large for them. Stateless. */
public final class ContentDigest {
  private ContentDigest() {}

  /** {@code sha256:} and the SHA-256 of the parts, one after the other, in hexadecimal digits. */
  public static String of(byte[]... parts) {
    MessageDigest digest = Hash.sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }
}
