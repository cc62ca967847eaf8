package dev.keeptrail.language.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The fingerprint of a plan: which plan decided, whatever file it came from. */
public final class PlanDigest {
  private PlanDigest() {}

  /** {@code sha256:} and 64 hex digits over the canonical JSON. Equal plans give equal digests. */
  public static String of(PackPlan plan) {
    byte[] canonical = PlanJson.canonical(plan).getBytes(StandardCharsets.UTF_8);
    return "sha256:" + HexFormat.of().formatHex(sha256().digest(canonical));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
