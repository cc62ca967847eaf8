package dev.keeptrail.language.report;

import dev.keeptrail.language.diagnostic.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names results so that they are recognised in the next report: by what they are about, and among
 * equal ones by their order. For one report.
 */
public final class SarifFingerprints {
  /**
   * The name of the tool in every SARIF report: consumers group alerts by it. Runs of different
   * commands differ by the id of their automation details.
   */
  public static final String DRIVER = "Keeptrail";

  /** Under which name a result has its fingerprint. */
  public static final String NAME = "keeptrail/v1";

  private final Map<String, Integer> seen = new HashMap<>();

  /** Of a problem, which stays the same after lines have moved: by file, code, path and message. */
  String of(Diagnostic diagnostic) {
    return of(
        List.of(
            RelativePath.of(diagnostic.span().source().name()),
            diagnostic.code().code(),
            diagnostic.path(),
            diagnostic.message()));
  }

  /**
   * Of anything else.
   *
   * @param about what stays the same as long as it is the same result
   */
  public String of(List<String> about) {
    String identity = String.join("\u0000", about);
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
