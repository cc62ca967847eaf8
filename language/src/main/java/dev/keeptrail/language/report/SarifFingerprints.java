package dev.keeptrail.language.report;

import dev.keeptrail.language.diagnostic.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names problems so that they are recognised after lines have moved: by file, code, path and
 * message, and among equal ones by their order. For one report.
 */
final class SarifFingerprints {
  private final Map<String, Integer> seen = new HashMap<>();

  String of(Diagnostic diagnostic) {
    String identity =
        String.join(
            "\u0000",
            RelativePath.of(diagnostic.span().source().name()),
            diagnostic.code().code(),
            diagnostic.path(),
            diagnostic.message());
    int occurrence = seen.merge(identity, 1, Integer::sum);
    byte[] bytes = (identity + "\u0000" + occurrence).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(bytes), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
